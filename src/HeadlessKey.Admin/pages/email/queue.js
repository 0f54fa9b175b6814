import { send } from '../../ui/api.js';
import { make } from '../../ui/dom.js';
import { number } from '../../ui/format.js';
import { badge, button, time } from '../../ui/parts.js';
import { empty } from '../../ui/state.js';
import { table } from '../../ui/table.js';
import { act } from '../../ui/toast.js';
import { words } from './words.js';

/** Mail that has not gone out. */
export class MailQueue extends HTMLElement {
  #shown = '';

  /** @param {() => void} changed */
  constructor(changed) {
    super();
    this.changed = changed;
  }

  /** @param {any[]} items */
  update(items) {
    const text = JSON.stringify(items);
    if (text !== this.#shown) {
      this.#shown = text;
      this.replaceChildren(
        make('div', { class: 'page-head' }, make('h2', {}, words.queue), items.length > 0 && button(words.retryAll, (event) => this.#retry(event, {}))),
        items.length ? this.#table(items) : empty('email', words.noQueue, words.noQueueText));
    }

    return this;
  }

  /** @param {any[]} items */
  #table(items) {
    return table(words.queue, [
      { label: words.kind, kind: 'main', cell: ({ kind, to }) => make('span', {}, kind, make('small', {}, to)) },
      {
        label: words.error,
        cell: ({ given_up_at, last_error }) => make('span', {}, badge(given_up_at ? words.givenUp : words.waiting, given_up_at ? 'wrong' : 'warn'), last_error && make('small', {}, last_error)),
      },
      { label: words.tries, kind: 'number', cell: ({ tries }) => number(tries) },
      { label: words.created, cell: ({ created_at }) => time(created_at) },
      { label: words.nextTry, cell: ({ next_try_at, given_up_at }) => time(given_up_at ? null : next_try_at) },
      { label: words.retry, kind: 'actions', cell: (item) => this.#button(item) },
    ], items);
  }

  /** @param {any} item */
  #button({ id, kind, to }) {
    const retry = button(words.retry, (event) => this.#retry(event, { id }), '', `retry-${id}`);
    retry.setAttribute('aria-label', words.retryLabel(kind, to));
    return retry;
  }

  /** @param {Event} event @param {{ id?: string }} which */
  #retry(event, which) {
    return act(/** @type {HTMLButtonElement} */ (event.currentTarget), async () => {
      const { due } = await send('POST', '/email/queue/retry', which);
      this.changed();
      return words.due(due);
    });
  }
}

customElements.define('hk-mail-queue', MailQueue);
