import { get } from '../../ui/api.js';
import { chart } from '../../ui/chart.js';
import { make } from '../../ui/dom.js';
import { Field } from '../../ui/field.js';
import { about, day, hour, number } from '../../ui/format.js';
import { Page } from '../../ui/page.js';
import { card, figure, link, notice } from '../../ui/parts.js';
import { words } from './words.js';

class OverviewPage extends Page {
  #range = new Field({ name: 'hours', label: words.range, kind: 'choice', choices: Object.entries(words.ranges), value: '24' });

  get heading() {
    return words.title;
  }

  get lead() {
    return words.lead;
  }

  toolbar() {
    this.#range.addEventListener('change', () => this.reload());
    return make('div', { class: 'toolbar' }, this.#range);
  }

  /** @param {{ poll?: boolean }} how */
  load(how) {
    return get(`/overview?hours=${this.#range.value}`, how);
  }

  /** @param {any} data */
  view(data) {
    return [...warnings(data), figures(data), card(words.chart, signIns(data)), card(words.growth, registrations(data))];
  }
}

customElements.define('hk-overview', OverviewPage);
export default () => new OverviewPage();

/** @param {any} data */
const warnings = ({ email }) => [
  email.transport === 'file' && notice('warning', make('p', {}, words.fileMail, ' ', link('/admin/email', words.setUpMail))),
  email.given_up > 0 && notice('wrong', make('p', {}, words.givenUp, ' ', link('/admin/email', words.seeMail))),
];

/** @param {any} data */
const figures = ({ users, sessions, locks, hashing, email, deliveries, signing_key: key }) => make('div', { class: 'figures' },
  figure(words.users, number(users.total), words.usersNote(number(users.administrators), number(users.disabled))),
  figure(words.sessions, number(sessions.live)),
  figure(words.locks, number(locks.accounts), words.locksNote(number(locks.networks), number(locks.bans)), locks.accounts + locks.networks > 0 ? 'warn' : ''),
  figure(words.hashing, number(hashing.waiting), words.hashingNote(number(hashing.running), number(hashing.capacity)), hashing.waiting > hashing.capacity / 2 ? 'wrong' : ''),
  figure(words.email, number(email.waiting), words.emailNote(number(email.late), number(email.given_up)), email.given_up > 0 ? 'wrong' : email.late > 0 ? 'warn' : ''),
  figure(words.deliveries, number(deliveries.waiting), words.deliveriesNote(number(deliveries.failed)), deliveries.failed > 0 ? 'warn' : ''),
  figure(words.key, about(key.age), words.keyNote(key.algorithm)));

/** @param {any} data */
function signIns({ series, step }) {
  const [good, bad] = [valuesOf(series, 'sign_ins'), valuesOf(series, 'failures')];
  return chart(words.chart, words.chartText(sum(good), sum(bad)), labelsOf(series, step),
    [{ name: words.signIns, colour: 'one', values: good }, { name: words.failures, colour: 'two', values: bad }]);
}

/** @param {any} data */
function registrations({ series, step }) {
  const values = valuesOf(series, 'registrations');
  return chart(words.growth, words.growthText(sum(values)), labelsOf(series, step), [{ name: words.registrations, colour: 'three', values }]);
}

/** @param {any[]} series @param {string} name @returns {number[]} */
const valuesOf = (series, name) => series.map((each) => each[name]);

/** @param {any[]} series @param {number} step */
const labelsOf = (series, step) => series.map(({ at }) => (step >= 86400 ? day(at) : hour(at)));

/** @param {number[]} values */
const sum = (values) => number(values.reduce((total, value) => total + value, 0));
