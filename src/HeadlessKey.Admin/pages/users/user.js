import { get, send, withQuery } from '../../ui/api.js';
import { confirm, formDialog } from '../../ui/dialog.js';
import { make } from '../../ui/dom.js';
import { distance } from '../../ui/format.js';
import { Page } from '../../ui/page.js';
import { badge, button, card, facts, link, notice, time } from '../../ui/parts.js';
import { eventTable } from '../activity/table.js';
import { sessionTable } from '../sessions/table.js';
import { words as common } from '../../ui/words.js';
import { empty } from '../../ui/state.js';
import { act } from '../../ui/toast.js';
import { words } from './words.js';

/** How many events the page has; the rest is a step away. */
const latest = 5;

/** One user, and what can be done about the account. */
export class UserPage extends Page {
  /** @param {string} id */
  constructor(id) {
    super();
    this.path = `/users/${encodeURIComponent(id)}`;
    this.events = withQuery('/activity', { user_id: id, count: latest });
  }

  get heading() {
    return words.account;
  }

  actions() {
    return [link('/admin/users', words.back)];
  }

  /** @param {{ poll?: boolean }} how */
  async load(how) {
    const [user, sessions, events] = await Promise.all([get(this.path, how), get(`${this.path}/sessions`, how), get(this.events, how)]);
    return { user, sessions: sessions.items, events: events.items };
  }

  /** @param {{ user: any, sessions: any[], events: any[] }} data */
  view({ user, sessions, events }) {
    return [
      user.locked_until && notice('warning', make('p', {}, words.lockedUntil(distance(user.locked_until)))),
      make('div', { class: 'grid' }, card(user.login, this.#facts(user)), card(words.actions, this.#actions(user))),
      make('h2', { class: 'above' }, words.live),
      sessions.length
        ? sessionTable(sessions, (event, id) => this.act(event, async () => { await send('DELETE', `/sessions/${id}`); return words.ended(1); }))
        : empty('sessions', words.noSessions, words.noSessionsText),
      make('h2', { class: 'above' }, words.lately),
      eventTable(events),
      make('p', { class: 'after' }, link(`/admin/activity?user_id=${user.id}`, words.activity)),
    ];
  }

  /** @param {any} user */
  #facts(user) {
    return facts([
      [words.name, user.display_name],
      [words.email, user.email],
      [words.verified, time(user.email_verified_at)],
      [words.status, statusBadge(user.status)],
      [words.roles, make('span', { class: 'badges' }, ...user.roles.map((/** @type {string} */ role) => badge(role, 'quiet')))],
      [words.lastLogin, time(user.last_login_at)],
      [words.registered, time(user.registered_at)],
      ['ID', String(user.id)],
    ]);
  }

  /** @param {any} user */
  #actions(user) {
    const { login } = user;
    /** @param {string} text @param {string} route @param {string} done @param {{ title: string, text: string } | null} ask */
    const step = (text, route, done, ask = null) => button(text, async (event) => {
      if (!ask || (await confirm({ ...ask, submit: text }))) {
        this.act(event, async () => { await send('POST', `${this.path}/${route}`); return done; });
      }
    }, ask ? 'danger-quiet' : '', route);
    return make('div', {}, make('div', { class: 'buttons' },
      button(words.setRoles, () => this.#setRoles(user), '', 'roles'),
      button(words.setPassword, () => this.#setPassword(), '', 'password'),
      user.locked_until && step(words.unlock, 'unlock', words.unlocked),
      user.email_verified_at === null && step(words.verify, 'verify-email', words.isVerified, { title: words.verifyTitle, text: words.verifyText }),
      step(words.forceReset, 'force-reset', words.resetForced, { title: words.forceResetTitle, text: words.forceResetText(login) }),
      button(words.endSessions, (event) => this.#ask(event, words.endSessions, words.endSessionsText(login), words.endSessions, async () => words.ended((await send('DELETE', `${this.path}/sessions`)).ended)), 'danger-quiet', 'end'),
      user.disabled_at
        ? step(words.enable, 'enable', words.enabled(login))
        : step(words.disable, 'disable', words.disabled(login), { title: words.disableTitle, text: words.disableText(login) }),
      button(words.remove, () => this.#remove(login), 'danger-quiet', 'remove')));
  }

  /** @param {Event} event @param {string} title @param {string} text @param {string} submit @param {() => Promise<string>} work */
  async #ask(event, title, text, submit, work) {
    (await confirm({ title, text, submit })) && this.act(event, work);
  }

  /** @param {any} user */
  #setRoles(user) {
    return formDialog({
      title: words.setRoles,
      lead: words.rolesLead,
      fields: [{ name: 'roles', label: words.roles, kind: 'list', value: user.roles, hint: words.rolesHint }],
      submit: common.save,
      send: (values) => this.#send('PUT', 'roles', values, words.rolesSet),
    });
  }

  #setPassword() {
    return formDialog({
      title: words.setPassword,
      lead: words.setPasswordLead,
      fields: [{ name: 'password', label: words.password, kind: 'password', autocomplete: 'new-password', hint: common.passwordHint }],
      submit: common.save,
      send: (values) => this.#send('POST', 'password', values, words.passwordSet),
    });
  }

  /** @param {string} method @param {string} route @param {object} values @param {string} done */
  async #send(method, route, values, done) {
    await send(method, `${this.path}/${route}`, values);
    await this.act(null, async () => done);
  }

  /** @param {string} login */
  async #remove(login) {
    if (await confirm({ title: words.removeTitle, text: words.removeText(login), submit: words.remove })) {
      await act(null, async () => {
        await send('DELETE', this.path);
        history.pushState(null, '', '/admin/users');
        dispatchEvent(new PopStateEvent('popstate'));
        return words.removed(login);
      });
    }
  }
}

customElements.define('hk-user', UserPage);

/** @param {'active' | 'unverified' | 'disabled'} status */
export const statusBadge = (status) => badge(words.statuses[status], status === 'active' ? 'good' : status === 'disabled' ? 'wrong' : 'warn');
