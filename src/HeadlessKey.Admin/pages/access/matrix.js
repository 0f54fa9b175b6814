import { make } from '../../ui/dom.js';
import { number } from '../../ui/format.js';
import { icon } from '../../ui/icon.js';
import { badge } from '../../ui/parts.js';
import { table } from '../../ui/table.js';
import { words } from './words.js';

/**
 * Endpoints down, roles across.
 * @param {string[]} roles
 * @param {any[]} items
 * @param {(item: any) => void} edit
 */
export const matrix = (roles, items, edit) => table(words.matrix, [
  { label: words.endpoint, kind: 'main', cell: ({ route, methods, path }) => make('span', {}, route, make('small', { class: 'mono', title: path }, `${methods.join(', ')} ${withoutRoot(path, items)}`)) },
  { label: words.rule, cell: ({ rule }) => ruleBadge(rule) },
  ...roles.map((role) => ({ label: role, kind: 'mark', cell: (/** @type {any} */ { rule }) => mark(role, mayUse(rule, role)) })),
  {
    label: words.networks,
    cell: ({ networks, rate }) => make('span', {}, networks.length ? make('span', { class: 'mono' }, networks.join(', ')) : words.anywhere,
      make('small', { class: 'nowrap' }, `${words.rate}: ${rate?.limit ? number(rate.limit) : words.unlimited}`)),
  },
  {
    label: words.edit,
    kind: 'actions',
    cell: (item) => (item.rule_locked && item.networks_locked
      ? make('span', { class: 'source' }, icon('lock'), words.locked)
      : make('button', { type: 'button', 'aria-label': words.editLabel(item.route), 'data-key': `edit-${item.route}`, click: () => edit(item) }, words.edit)),
  },
], items);

/** A path without what all of them start with. @param {string} path @param {any[]} items */
function withoutRoot(path, items) {
  const paths = items.map((item) => item.path);
  const root = paths.reduce((shared, each) => {
    const end = [...shared].findIndex((character, index) => each[index] !== character);
    return end < 0 ? shared : shared.slice(0, end);
  });
  const whole = paths.every((each) => each.length === root.length || each[root.length] === '/');
  return path.slice(whole ? root.length : root.lastIndexOf('/')) || '/';
}

/** @param {string} rule @param {string} role */
const mayUse = (rule, role) => rule === 'public' || rule === 'authenticated' || (rule !== 'off' && rule.split(',').map((each) => each.trim()).includes(role));

/** @param {string} role @param {boolean} may */
const mark = (role, may) => make('span', { class: may ? 'may' : 'may-not' }, icon(may ? 'good' : 'close'), make('span', { class: 'unseen' }, words.role(role, may)));

/** @param {string} rule */
export const ruleBadge = (rule) => badge(sayRule(rule), rule === 'off' ? 'wrong' : rule === 'public' ? 'quiet' : 'good');

/** @param {string} rule */
export const sayRule = (rule) => words.rules[/** @type {keyof typeof words.rules} */ (rule)] ?? rule;
