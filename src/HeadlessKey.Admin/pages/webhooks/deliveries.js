import { get, send, withQuery } from '../../ui/api.js';
import { make } from '../../ui/dom.js';
import { number } from '../../ui/format.js';
import { badge, button, time } from '../../ui/parts.js';
import { empty, failed, loading } from '../../ui/state.js';
import { Pager, table } from '../../ui/table.js';
import { act } from '../../ui/toast.js';
import { words } from './words.js';

const colours = /** @type {const} */ ({ waiting: 'warn', delivered: 'good', failed: 'wrong' });

/** What was sent to one webhook, and how it was answered. */
export class Deliveries extends HTMLElement {
  #pager = new Pager();

  /** @param {string} webhook */
  constructor(webhook) {
    super();
    this.path = `/webhooks/${encodeURIComponent(webhook)}/deliveries`;
  }

  connectedCallback() {
    this.append(loading());
    this.#load();
  }

  async #load() {
    try {
      const { items, next } = await get(withQuery(this.path, { after: this.#pager.after }));
      const pager = this.#pager.buttons(next, () => this.#load());
      this.replaceChildren(items.length === 0 ? empty('webhooks', words.noDeliveries, words.noDeliveriesText) : this.#table(items), ...(pager ? [pager] : []));
    } catch (error) {
      this.replaceChildren(failed(error, () => this.#load()));
    }
  }

  /** @param {any[]} items */
  #table(items) {
    return table(words.deliveries, [
      { label: words.event, kind: 'main', cell: ({ event }) => make('span', { class: 'mono' }, event) },
      { label: words.state, cell: ({ state }) => badge(words.states[/** @type {keyof typeof words.states} */ (state)] ?? state, colours[/** @type {keyof typeof colours} */ (state)] ?? 'quiet') },
      { label: words.tries, kind: 'number', cell: ({ tries }) => number(tries) },
      { label: words.outcome, cell: ({ last_error }) => last_error ?? '' },
      { label: words.when, cell: ({ created_at }) => time(created_at) },
      { label: words.replay, kind: 'actions', cell: ({ id }) => this.#replay(String(id)) },
    ], items);
  }

  /** @param {string} id */
  #replay(id) {
    const replay = button(words.replay, () => act(replay, async () => {
      await send('POST', `${this.path}/${encodeURIComponent(id)}/replay`);
      await this.#load();
      return words.replayed;
    }));
    replay.setAttribute('aria-label', words.replayLabel(id));
    return replay;
  }
}

customElements.define('hk-deliveries', Deliveries);
