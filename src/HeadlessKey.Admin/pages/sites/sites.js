import { get, send } from '../../ui/api.js';
import { confirm, dialog } from '../../ui/dialog.js';
import { make } from '../../ui/dom.js';
import { Page } from '../../ui/page.js';
import { address, badge, button, code } from '../../ui/parts.js';
import { empty } from '../../ui/state.js';
import { table } from '../../ui/table.js';
import { addSite } from './add.js';
import { words } from './words.js';

class SitesPage extends Page {
  get heading() {
    return words.title;
  }

  get lead() {
    return words.lead;
  }

  actions() {
    return [button(words.add, () => this.#add(), 'main')];
  }

  /** @param {{ poll?: boolean }} how */
  load(how) {
    return get('/sites', how);
  }

  /** @param {{ items: any[] }} data */
  view({ items }) {
    return [items.length === 0 ? empty('sites', words.none, words.noneText, button(words.add, () => this.#add())) : table(words.title, [
      { label: words.name, kind: 'main', cell: ({ name, key }) => make('span', {}, name ?? key, make('small', { class: 'mono' }, key)) },
      { label: words.issuer, cell: ({ issuer, algorithm }) => make('span', {}, address(issuer ?? ''), algorithm && make('small', {}, algorithm)) },
      { label: words.people, cell: ({ people }) => words.peopleChoices[/** @type {keyof typeof words.peopleChoices} */ (people)] ?? people ?? '' },
      {
        label: words.state,
        cell: ({ status }) => make('span', {}, badge(words.states[/** @type {keyof typeof words.states} */ (status)], status === 'active' ? 'good' : 'wrong'),
          status === 'unreadable' && make('small', {}, words.unreadable)),
      },
      { label: words.more, kind: 'actions', cell: (site) => this.#buttons(site) },
    ], items)];
  }

  async #add() {
    const secret = await addSite(() => this.act(null, async () => words.added));
    secret && dialog(words.secret, () => [make('p', {}, words.secretLead), code(secret, words.secret)]);
  }

  /** @param {any} site */
  #buttons({ key, name: known, status }) {
    const name = known ?? key;
    const enabled = status !== 'disabled';
    const path = `/sites/${encodeURIComponent(key)}`;
    const change = status !== 'unreadable' && button(enabled ? words.disable : words.enable, (event) => this.act(event, async () => {
      await send('POST', `${path}/${enabled ? 'disable' : 'enable'}`);
      return enabled ? words.disabled : words.enabled;
    }), '', `switch-${key}`);
    const remove = button(words.remove, async (event) => {
      if (await confirm({ title: words.removeTitle, text: words.removeText(name), submit: words.remove })) {
        this.act(event, async () => {
          await send('DELETE', path);
          return words.removed;
        });
      }
    }, 'danger-quiet', `remove-${key}`);
    [change, remove].forEach((each) => each && each.setAttribute('aria-label', `${each.textContent}: ${name}`));
    return make('div', { class: 'buttons' }, change, remove);
  }
}

customElements.define('hk-sites', SitesPage);
export default () => new SitesPage();
