import { sayValue } from '../../settings/words.js';
import { SettingsCard } from '../../settings/settings-card.js';
import { get } from '../../ui/api.js';
import { make } from '../../ui/dom.js';
import { Page } from '../../ui/page.js';
import { badge, card, facts, notice } from '../../ui/parts.js';
import { empty } from '../../ui/state.js';
import { words } from './words.js';

/** @typedef {import('../../settings/setting-field.js').Setting} Setting */

/** Hooks over HTTP are settings, four for each point. Where they can be changed here there is a form, else the page shows what is set. */
class HooksPage extends Page {
  /** @type {Map<string, SettingsCard>} */
  #cards = new Map();

  get heading() {
    return words.title;
  }

  get lead() {
    return words.lead;
  }

  /** @param {{ poll?: boolean }} how */
  async load(how) {
    const { items } = await get('/settings', how);
    return { settings: items.filter((/** @type {Setting} */ { key }) => /^Hooks:\w+:\w+$/.test(key)) };
  }

  /** @param {{ settings: Setting[] }} data */
  view({ settings }) {
    const points = Map.groupBy(settings, ({ key }) => key.split(':')[1]);
    return points.size === 0
      ? [empty('hooks', words.none, words.noneText)]
      : [notice('info', make('p', {}, words.inCode)), ...[...points].map(([point, of]) => this.#card(point, of))];
  }

  /** @param {string} point @param {Setting[]} settings */
  #card(point, settings) {
    if (settings.every(({ runtime, locked }) => !runtime || locked)) {
      return shown(point, settings);
    }

    const form = this.#cards.get(point) ?? new SettingsCard(point, () => this.reload());
    this.#cards.set(point, form);
    return form.update(settings);
  }
}

customElements.define('hk-hooks', HooksPage);
export default () => new HooksPage();

/** @param {string} point @param {Setting[]} settings */
function shown(point, settings) {
  const url = settings.find(({ key }) => key.endsWith(':Url'))?.value;
  const name = (/** @type {string} */ key) => words.fields[/** @type {keyof typeof words.fields} */ (key.split(':')[2])] ?? key;
  return card(point,
    make('p', { class: 'lead' }, words.points[point] ?? ''),
    make('p', {}, badge(url ? words.askedBy(hostOf(url)) : words.nobody, url ? 'good' : 'quiet')),
    url && facts(settings.map(({ key, type, value }) => [name(key), sayValue(key, type, value)])));
}

/** @param {string} url */
const hostOf = (url) => (URL.canParse(url) ? new URL(url).host : url);
