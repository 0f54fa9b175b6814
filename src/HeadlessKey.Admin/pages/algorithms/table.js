import { make } from '../../ui/dom.js';
import { distance } from '../../ui/format.js';
import { badge, button, time } from '../../ui/parts.js';
import { table } from '../../ui/table.js';
import { words } from './words.js';

/** @typedef {keyof typeof words.states} State */
/** @typedef {(event: Event, kid: string) => void} Act */

const colours = /** @type {const} */ ({ announced: 'warn', active: 'good', retired: 'quiet', dropped: 'wrong' });

/**
 * The keys, each with what its state means and what can be done to it.
 * @param {any[]} keys
 * @param {Act} retire
 * @param {Act} drop
 */
export const keyTable = (keys, retire, drop) => table(words.keys, [
  {
    label: words.key,
    kind: 'main',
    cell: ({ kid, algorithm, origin }) => make('span', {}, make('span', { class: 'mono' }, kid), make('small', {}, `${algorithm}, ${words.origins[/** @type {keyof typeof words.origins} */ (origin)] ?? origin}`)),
  },
  {
    label: words.state,
    cell: ({ state }) => make('span', {}, badge(words.states[/** @type {State} */ (state)], colours[/** @type {State} */ (state)]), make('small', {}, words.stateTexts[/** @type {State} */ (state)])),
  },
  { label: words.age, cell: ({ signs_from }) => time(signs_from) },
  {
    label: words.until,
    cell: ({ signs_until, verifies_until }) => signs_until && make('span', {}, time(signs_until), verifies_until && make('small', {}, words.verifies(distance(verifies_until)))),
  },
  {
    label: words.retire,
    kind: 'actions',
    cell: ({ kid, state }) => state !== 'dropped' && make('div', { class: 'buttons' },
      state !== 'retired' && labelled(button(words.retire, (event) => retire(event, kid), '', `retire-${kid}`), kid),
      labelled(button(words.drop, (event) => drop(event, kid), 'danger-quiet', `drop-${kid}`), kid)),
  },
], keys);

/** @param {HTMLButtonElement} made @param {string} kid */
function labelled(made, kid) {
  made.setAttribute('aria-label', `${made.textContent}: ${kid}`);
  return made;
}
