import { get, send, withQuery } from '../../ui/api.js';
import { confirm } from '../../ui/dialog.js';
import { make } from '../../ui/dom.js';
import { Page } from '../../ui/page.js';
import { button, link, notice } from '../../ui/parts.js';
import { empty } from '../../ui/state.js';
import { Pager } from '../../ui/table.js';
import { sessionTable } from './table.js';
import { words } from './words.js';

class SessionsPage extends Page {
  #pager = new Pager();
  #user = new URLSearchParams(location.search).get('user_id');

  get heading() {
    return words.title;
  }

  get lead() {
    return words.lead;
  }

  actions() {
    return [button(words.endAll, (event) => this.#endAll(event), 'danger-quiet')];
  }

  /** @param {{ poll?: boolean }} how */
  load(how) {
    return get(withQuery('/sessions', { user_id: this.#user, after: this.#pager.after }), how);
  }

  /** @param {{ items: any[], next: string | null }} data */
  view({ items, next }) {
    return [
      this.#user && notice('info', make('p', {}, words.ofOne, ' ', link('/admin/sessions', words.showAll))),
      items.length ? sessionTable(items, (event, id) => this.#end(event, id)) : empty('sessions', words.nobody, words.nobodyText),
      this.#pager.buttons(next, () => this.reload()),
    ];
  }

  /** @param {Event} event @param {string} id */
  #end(event, id) {
    return this.act(event, async () => {
      await send('DELETE', `/sessions/${id}`);
      return words.ended(1);
    });
  }

  /** @param {Event} event */
  async #endAll(event) {
    if (await confirm({ title: words.endAllTitle, text: words.endAllText, submit: words.endAll })) {
      await this.act(event, async () => words.ended((await send('DELETE', '/sessions')).ended));
    }
  }
}

customElements.define('hk-sessions', SessionsPage);
export default () => new SessionsPage();
