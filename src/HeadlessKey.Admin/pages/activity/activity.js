import { get, request, withQuery } from '../../ui/api.js';
import { formDialog } from '../../ui/dialog.js';
import { make } from '../../ui/dom.js';
import { save } from '../../ui/download.js';
import { Field } from '../../ui/field.js';
import { Page } from '../../ui/page.js';
import { button, link, notice } from '../../ui/parts.js';
import { empty } from '../../ui/state.js';
import { Pager } from '../../ui/table.js';
import { toast } from '../../ui/toast.js';
import { eventTable } from './table.js';
import { verify } from './verify.js';
import { words } from './words.js';

/** How many rows a page that follows grows to. */
const most = 200;

class ActivityPage extends Page {
  #text = new Field({ name: 'search', label: words.text, filter: true });
  #type = new Field({ name: 'type', label: words.type, filter: true });
  #outcome = new Field({ name: 'outcome', label: words.outcome, kind: 'choice', value: '', choices: [['', words.any], ...Object.entries(words.outcomes)] });
  #address = new Field({ name: 'address', label: words.address, filter: true });
  #from = new Field({ name: 'from', label: words.from, kind: 'date', filter: true });
  #to = new Field({ name: 'to', label: words.to, kind: 'date', filter: true });
  #follow = new Field({ name: 'follow', label: words.follow, kind: 'flag', value: true });
  #user = new URLSearchParams(location.search).get('user_id');
  #pager = new Pager();
  /** @type {any} */
  #last = null;

  get heading() {
    return words.title;
  }

  get lead() {
    return words.lead;
  }

  actions() {
    return [button(words.verify, (event) => verify(event)), button(words.export, () => this.#export())];
  }

  toolbar() {
    const again = () => {
      this.#pager.reset();
      this.reload();
    };
    return make('search', { class: 'toolbar', change: again, input: again }, this.#text, this.#type, this.#outcome, this.#address, this.#from, this.#to, this.#follow);
  }

  /** @param {{ poll?: boolean }} how */
  async load(how) {
    if (!how.poll || !this.#last) {
      this.#last = await get(withQuery('/activity', { ...this.#filter(), after: this.#pager.after }));
    } else if (this.#follow.value && this.#pager.after === null) { // a page behind the first stands still, or its rows would run away from whoever reads them
      await this.#followOn(how);
    }

    return this.#last;
  }

  /** Puts what is new above what is there. @param {{ poll?: boolean }} how */
  async #followOn(how) {
    const before = this.#last;
    const { items, newest } = await get(withQuery('/activity', { ...this.#filter(), since: before.newest }), how);
    if (items.length && before === this.#last) {
      this.#last = { ...before, items: [...items.toReversed(), ...before.items].slice(0, most), newest };
    }
  }

  /** @param {{ items: any[], next: string | null }} data */
  view({ items, next }) {
    return [
      this.#user && notice('info', make('p', {}, words.ofOne, ' ', link('/admin/activity', words.showAll))),
      items.length ? eventTable(items) : empty('activity', words.nobody, words.nobodyText),
      this.#pager.buttons(next, () => this.reload()),
    ];
  }

  #filter() {
    return {
      search: this.#text.value,
      type: this.#type.value,
      outcome: this.#outcome.value,
      address: this.#address.value,
      from: instant(this.#from.value),
      to: instant(this.#to.value),
      user_id: this.#user,
    };
  }

  #export() {
    return formDialog({
      title: words.export,
      lead: words.exportLead,
      fields: [{ name: 'format', label: words.format, kind: 'choice', value: 'csv', choices: Object.entries(words.formats) }],
      submit: words.download,
      send: async ({ format }) => {
        toast(words.downloaded(await save(await request('GET', withQuery('/activity/export', { ...this.#filter(), format })), `activity.${format}`)));
      },
    });
  }
}

customElements.define('hk-activity', ActivityPage);
export default () => new ActivityPage();

/** What the reader's clock says, as the moment that it is. @param {string | null} local */
const instant = (local) => (local ? new Date(local).toISOString() : null);
