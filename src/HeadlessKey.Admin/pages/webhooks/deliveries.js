import { send } from '../../ui/api.js';
import { make } from '../../ui/dom.js';
import { Field } from '../../ui/field.js';
import { number } from '../../ui/format.js';
import { badge, button, time } from '../../ui/parts.js';
import { empty } from '../../ui/state.js';
import { Pager, table } from '../../ui/table.js';
import { words } from './words.js';

const colours = /** @type {const} */ ({ waiting: 'warn', delivered: 'good', failed: 'wrong' });

/** What was sent, and how it was answered. */
export class Deliveries extends HTMLElement {
  #state = new Field({ name: 'state', label: words.deliveryState, kind: 'choice', value: '', choices: Object.entries(words.states) });
  #pager = new Pager();
  #place = make('div');

  /**
   * @param {(event: Event, work: () => Promise<string | void>) => Promise<void>} act
   * @param {() => void} reload
   */
  constructor(act, reload) {
    super();
    this.act = act;
    this.reload = reload;
    this.append(make('h2', { class: 'above' }, words.deliveries), make('div', { class: 'toolbar', change: () => { this.#pager.reset(); reload(); } }, this.#state), this.#place);
  }

  get query() {
    return { state: this.#state.value, after: this.#pager.after };
  }

  /** @param {{ items: any[], next: string | null }} page */
  update({ items, next }) {
    const pager = this.#pager.buttons(next, this.reload);
    this.#place.replaceChildren(items.length === 0 ? empty('webhooks', words.noDeliveries, words.noDeliveriesText) : this.#table(items), ...(pager ? [pager] : []));
    return this;
  }

  /** @param {any[]} items */
  #table(items) {
    return table(words.deliveries, [
      { label: words.event, kind: 'main', cell: ({ type, url }) => make('span', {}, make('span', { class: 'mono' }, type), url && make('small', {}, url)) },
      { label: words.state, cell: ({ state }) => badge(words.states[/** @type {keyof typeof words.states} */ (state)] ?? state, colours[/** @type {keyof typeof colours} */ (state)] ?? 'quiet') },
      { label: words.tries, kind: 'number', cell: ({ tries }) => number(tries) },
      { label: words.outcome, cell: ({ last_status, last_error }) => last_error ?? last_status?.toString() },
      { label: words.when, cell: ({ created_at }) => time(created_at) },
      { label: words.replay, kind: 'actions', cell: ({ id }) => this.#replay(String(id)) },
    ], items);
  }

  /** @param {string} id */
  #replay(id) {
    const replay = button(words.replay, (event) => this.act(event, async () => {
      await send('POST', `/webhooks/deliveries/${encodeURIComponent(id)}/replay`);
      return words.replayed;
    }), '', `replay-${id}`);
    replay.setAttribute('aria-label', words.replayLabel(id));
    return replay;
  }
}

customElements.define('hk-deliveries', Deliveries);
