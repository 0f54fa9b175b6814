import { make } from '../../ui/dom.js';
import { badge, time } from '../../ui/parts.js';
import { empty } from '../../ui/state.js';
import { table } from '../../ui/table.js';
import { words } from './words.js';

/**
 * Networks that are kept out, by an administrator or by their own guessing.
 * @param {{ bans: any[], locked: any[] }} kept
 * @param {(event: Event, network: string) => void} lift
 */
export function bansTable({ bans, locked }, lift) {
  const rows = [...bans.map((each) => ({ ...each, banned: true })), ...locked.map((each) => ({ ...each, banned: false }))];
  return rows.length === 0 ? empty('access', words.noBans, words.noBansText) : table(words.bans, [
    { label: words.network, kind: 'main', cell: ({ network }) => make('span', { class: 'mono' }, network) },
    { label: words.reason, cell: ({ banned, reason }) => make('span', {}, badge(banned ? words.banned : words.locked_, banned ? 'wrong' : 'warn'), banned && reason && make('small', {}, reason)) },
    { label: words.until, cell: ({ expires_at }) => time(expires_at, '–') },
    {
      label: words.lift,
      kind: 'actions',
      cell: ({ network }) => make('button', { type: 'button', 'aria-label': words.liftLabel(network), 'data-key': `lift-${network}`, click: (/** @type {Event} */ event) => lift(event, network) }, words.lift),
    },
  ], rows);
}
