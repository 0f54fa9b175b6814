import { make } from '../ui/dom.js';
import { Field } from '../ui/field.js';
import { icon } from '../ui/icon.js';
import { choices, hintOf, labelOf, sayValue, words } from './words.js';

/**
 * A setting as the admin API tells it.
 * @typedef {object} Setting
 * @property {string} key
 * @property {'text' | 'number' | 'flag' | 'duration' | 'list' | 'map'} type
 * @property {any} value
 * @property {any} default
 * @property {'command_line' | 'environment' | 'file' | 'code' | 'stored' | 'default'} source
 * @property {string | null} source_name
 * @property {boolean} runtime
 * @property {boolean} locked
 */

/** One setting: its field, where the value comes from, and the way back to the default. */
export class SettingField extends HTMLElement {
  #field;
  #known;

  /**
   * @param {Setting} setting
   * @param {(key: string) => void} reset
   */
  constructor(setting, reset) {
    super();
    this.setting = setting;
    const options = choices[setting.key];
    const readonly = setting.locked || !setting.runtime;
    this.#field = new Field({
      name: setting.key,
      label: labelOf(setting.key),
      kind: options ? 'choice' : setting.type === 'map' ? 'list' : setting.type,
      choices: options && Object.entries(options),
      hint: [hintOf(setting.key), setting.type !== 'flag' && setting.default !== null && !readonly && words.default(sayValue(setting.key, setting.type, setting.default))].filter(Boolean).join(' '),
      optional: setting.default === null,
      readonly,
      value: this.#shown(setting.value),
    });
    this.#known = this.#typed;
    this.append(this.#field, this.#note(reset) ?? '');
  }

  get dirty() {
    return this.#typed !== this.#known;
  }

  /** What to send for it: a map's entries are settings of their own. @returns {Record<string, any>} */
  get changes() {
    if (this.setting.type !== 'map') {
      return { [this.setting.key]: this.#field.value };
    }

    const entries = this.#field.value.map((/** @type {string} */ line) => line.split('=').map((part) => part.trim()));
    const gone = Object.keys(this.setting.value ?? {}).map((name) => [name, null]);
    const now = entries.map((/** @type {string[]} */ [name, value]) => [name, value === '' || Number.isNaN(Number(value)) ? value ?? '' : Number(value)]);
    return Object.fromEntries([...gone, ...now].map(([name, value]) => [`${this.setting.key}:${name}`, value]));
  }

  get field() {
    return this.#field;
  }

  check() {
    return this.#field.check();
  }

  /** Whether an error of the server is about this setting. @param {string} key */
  isAbout(key) {
    return key === this.setting.key || key.startsWith(`${this.setting.key}:`);
  }

  get #typed() {
    return JSON.stringify(this.#field.value);
  }

  /** @param {any} value */
  #shown(value) {
    return this.setting.type === 'map' ? Object.entries(value ?? {}).map(([name, each]) => `${name} = ${each}`) : value;
  }

  /** @param {(key: string) => void} reset */
  #note(reset) {
    const { setting } = this;
    const label = labelOf(setting.key);
    if (setting.locked) {
      return make('p', { class: 'source' }, icon('lock'), `${words.locked[setting.source]}${setting.source_name ? ` (${setting.source_name})` : ''}; ${words.lockedHow}`);
    }

    if (!setting.runtime) {
      return make('p', { class: 'source' }, icon('lock'), words.atStart);
    }

    return setting.source === 'stored'
      ? make('p', { class: 'source' }, make('button', { type: 'button', class: 'link', 'aria-label': words.resetLabel(label), click: () => reset(setting.key) }, words.reset))
      : null;
  }
}

customElements.define('hk-setting', SettingField);
