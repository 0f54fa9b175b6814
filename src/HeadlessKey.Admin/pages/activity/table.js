import { dialog } from '../../ui/dialog.js';
import { make } from '../../ui/dom.js';
import { moment } from '../../ui/format.js';
import { badge, button, facts, link, time } from '../../ui/parts.js';
import { table } from '../../ui/table.js';
import { words } from './words.js';

/** @param {any[]} events */
export const eventTable = (events) => table(words.title, [
  { label: words.what, kind: 'main', cell: ({ type, outcome }) => make('span', {}, make('span', { class: 'mono' }, type), ' ', outcome === 'failure' && badge(words.outcomes.failure, 'wrong')) },
  { label: words.who, cell: actorOf },
  { label: words.about, cell: ({ subject }) => person(subject) },
  { label: words.where, cell: ({ address, device }) => make('span', {}, make('span', { class: 'mono' }, address ?? ''), device && make('small', {}, device)) },
  { label: words.when, cell: ({ at }) => time(at) },
  { label: words.more, kind: 'actions', cell: opener },
], events);

/** @param {any} event */
const actorOf = ({ actor, actor_kind }) => (actor ? person(actor) : words.kinds[/** @type {keyof typeof words.kinds} */ (actor_kind)] ?? '');

/** @param {{ id: number, login: string | null } | null} user */
const person = (user) => user && (user.login ? link(`/admin/users/${user.id}`, user.login) : String(user.id));

/** @param {any} event */
function opener(event) {
  const open = button(words.more, () => dialog(event.type, () => [facts([
    [words.event, String(event.id)],
    [words.when, moment(event.at)],
    [words.outcome, words.outcomes[/** @type {keyof typeof words.outcomes} */ (event.outcome)] ?? event.outcome],
    [words.who, actorOf(event)],
    [words.about, person(event.subject)],
    [words.where, event.address],
    [words.device, event.device],
    [words.userAgent, event.user_agent],
    [words.session, event.session_id && make('span', { class: 'mono' }, event.session_id)],
    [words.request, event.request_id && make('span', { class: 'mono' }, event.request_id)],
    [words.detail, event.detail],
  ])]), '', `event-${event.id}`);
  open.setAttribute('aria-label', words.moreLabel(event.type, moment(event.at)));
  return open;
}
