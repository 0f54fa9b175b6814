import { make } from '../../ui/dom.js';
import { link, time } from '../../ui/parts.js';
import { table } from '../../ui/table.js';
import { words } from './words.js';

/**
 * Sessions, each with a button that ends it.
 * @param {any[]} sessions
 * @param {(event: Event, id: string) => void} end
 */
export const sessionTable = (sessions, end) => table(words.title, [
  { label: words.user, kind: 'main', cell: ({ user }) => link(`/admin/users/${user.id}`, user.login) },
  { label: words.device, cell: (session) => deviceOf(session) },
  { label: words.address, cell: ({ address }) => make('span', { class: 'mono' }, address ?? '') },
  { label: words.lastSeen, cell: ({ last_seen_at }) => time(last_seen_at) },
  { label: words.expires, cell: ({ expires_at }) => time(expires_at) },
  {
    label: words.end,
    kind: 'actions',
    cell: ({ id, user }) => make('button', { type: 'button', 'aria-label': words.endLabel(user.login), 'data-key': `end-${id}`, click: (/** @type {Event} */ event) => end(event, id) }, words.end),
  },
], sessions);

/** @param {any} session */
function deviceOf({ device, browser, os }) {
  const program = [browser, os].filter(Boolean).join(', ');
  return device ? make('span', {}, device, program && make('small', {}, program)) : program || words.unknown;
}
