import { general, isElsewhere } from '../../settings/sections.js';
import { pick, SettingsCard } from '../../settings/settings-card.js';
import { get } from '../../ui/api.js';
import { make } from '../../ui/dom.js';
import { Page } from '../../ui/page.js';
import { notice } from '../../ui/parts.js';
import { SettingsHistory } from './history.js';
import { words } from './words.js';

/** @typedef {keyof typeof words.sections} Section */

class GeneralPage extends Page {
  #cards = new Map(Object.entries(words.sections).map(([name, title]) => [name, new SettingsCard(title, () => this.reload())]));
  #ignored = make('div');
  #history = new SettingsHistory(() => this.reload());

  get heading() {
    return words.title;
  }

  get lead() {
    return words.lead;
  }

  toolbar() {
    return make('nav', { class: 'jump', 'aria-label': words.jump }, ...Object.entries(words.sections).map(([name, title]) =>
      make('button', { type: 'button', class: 'link', click: () => this.#cards.get(name)?.scrollIntoView({ block: 'start' }) }, title)));
  }

  /** @param {{ poll?: boolean }} how */
  async load(how) {
    const [settings, history] = await Promise.all([get('/settings', how), get('/settings/history?count=20', how)]);
    return { settings, history };
  }

  /** @param {{ settings: { items: any[], ignored: any[] }, history: { items: any[] } }} data */
  view({ settings: { items, ignored }, history }) {
    const known = Object.values(general).flat();
    // A map's entries are listed beside the map itself, which has them all.
    const maps = items.filter(({ type }) => type === 'map').map(({ key }) => `${key}:`);
    const other = items.map(({ key }) => key).filter((key) => !known.includes(key) && !isElsewhere(key) && !maps.some((map) => key.startsWith(map)));
    for (const [name, card] of this.#cards) {
      card.update(pick(items, general[name] ?? other));
    }

    this.#ignored.replaceChildren(...(ignored.length ? [notice('warning', make('p', {}, words.ignored), make('ul', {}, ...ignored.map(({ key, reason }) => make('li', {}, `${key}: ${reason}`))))] : []));
    this.#history.update(history.items, items);
    return [this.#ignored, ...this.#cards.values(), this.#history];
  }
}

customElements.define('hk-general', GeneralPage);
export default () => new GeneralPage();
