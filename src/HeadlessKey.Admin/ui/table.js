import { make } from './dom.js';
import { words } from './words.js';

/**
 * @template T
 * @typedef {object} Column
 * @property {string} label
 * @property {(row: T) => import('./dom.js').Child} cell
 * @property {string} [kind] `main` is the row's name, `number`, `actions`
 */

/**
 * Rows under headings. On a phone each row becomes a card that repeats the headings.
 * @template T
 * @param {string} caption for those who cannot see where they are
 * @param {Column<T>[]} columns
 * @param {T[]} rows
 */
export function table(caption, columns, rows) {
  return make('div', { class: 'table' },
    make('table', {},
      make('caption', { class: 'unseen' }, caption),
      make('thead', {}, make('tr', {}, ...columns.map(({ label, kind }) => make('th', { scope: 'col', class: kind }, kind === 'actions' ? make('span', { class: 'unseen' }, label) : label)))),
      make('tbody', {}, ...rows.map((row) => make('tr', {}, ...columns.map(({ label, cell, kind }) =>
        make(kind === 'main' ? 'th' : 'td', { class: kind, scope: kind === 'main' ? 'row' : null, 'data-label': label }, cell(row))))))));
}

/** Walks through the pages of a list, which the API gives one after the other. */
export class Pager {
  /** @type {(string | null)[]} */
  #behind = [];
  /** @type {string | null} */
  after = null;

  /** Back to the start, because something else is asked for. */
  reset() {
    this.#behind = [];
    this.after = null;
  }

  /**
   * Buttons for the pages before and behind.
   * @param {string | null} next
   * @param {() => void} go
   */
  buttons(next, go) {
    if (next === null && this.#behind.length === 0) {
      return null;
    }

    return make('nav', { class: 'pager' },
      make('button', { type: 'button', 'data-key': 'previous', disabled: this.#behind.length === 0, click: () => { this.after = this.#behind.pop() ?? null; go(); } }, words.previous),
      make('button', { type: 'button', 'data-key': 'next', disabled: next === null, click: () => { this.#behind.push(this.after); this.after = next; go(); } }, words.next));
  }
}
