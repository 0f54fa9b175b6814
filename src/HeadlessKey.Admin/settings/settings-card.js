import { send } from '../ui/api.js';
import { make } from '../ui/dom.js';
import { complain } from '../ui/form.js';
import { notice } from '../ui/parts.js';
import { act, toast } from '../ui/toast.js';
import { SettingField } from './setting-field.js';
import { words } from './words.js';

/** @typedef {import('./setting-field.js').Setting} Setting */

/** Some settings with one button that saves them. What is being typed here stays when somebody changes a setting elsewhere. */
export class SettingsCard extends HTMLElement {
  #shown = '';
  /** @type {SettingField[]} */
  #fields = [];
  #problem = make('p', { class: 'error problem', role: 'alert' });
  #save = make('button', { type: 'submit', class: 'main' }, words.save);
  #discard = make('button', { type: 'button', click: () => this.#draw() }, words.discard);
  #changed = notice('warning', make('p', {}, words.changedMeanwhile));
  #place = make('div', { class: 'settings' });
  /** @type {Setting[]} */
  #settings = [];

  /**
   * @param {string} title
   * @param {() => void} saved
   */
  constructor(title, saved) {
    super();
    this.className = 'card';
    this.saved = saved;
    this.#changed.hidden = true;
    this.append(make('h2', {}, title), this.#changed,
      make('form', { novalidate: true, submit: (/** @type {Event} */ event) => this.#submit(event), input: () => this.#follow(), change: () => this.#follow() },
        this.#place, this.#problem, make('div', { class: 'buttons' }, this.#discard, this.#save)));
  }

  /** Takes over what the server says. @param {Setting[]} settings */
  update(settings) {
    const text = JSON.stringify(settings);
    if (text !== this.#shown) {
      this.#shown = text;
      this.#settings = settings;
      this.#fields.some((field) => field.dirty) ? (this.#changed.hidden = false) : this.#draw();
    }

    return this;
  }

  #draw() {
    this.#fields = this.#settings.map((setting) => new SettingField(setting, (key) => this.#reset(key)));
    this.#place.replaceChildren(...this.#fields);
    this.#changed.hidden = true;
    this.#problem.textContent = '';
    this.#follow();
  }

  #follow() {
    const dirty = this.#fields.some((field) => field.dirty);
    this.#save.disabled = !dirty;
    this.#discard.hidden = !dirty;
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    this.#problem.textContent = '';
    const dirty = this.#fields.filter((field) => field.dirty);
    const wrong = dirty.find((field) => !field.check());
    if (wrong) {
      wrong.field.focus();
      return;
    }

    this.#save.disabled = true;
    try {
      await send('PATCH', '/settings', { changes: Object.assign({}, ...dirty.map((field) => field.changes)) });
      this.#fields = [];
      toast(words.saved);
      this.saved();
    } catch (error) {
      this.#problem.textContent = complain(this.#fields.map(({ field }) => field), this.#named(error));
      this.#fields.find(({ field }) => field.querySelector('[aria-invalid]'))?.field.focus();
      this.#follow();
    }
  }

  /** An entry of a map is complained about at the map. @param {any} error */
  #named(error) {
    const params = Object.entries(error.data?.params ?? {});
    if (params.length) {
      error.data.params = Object.fromEntries(params.map(([key, message]) => [this.#fields.find((field) => field.isAbout(key))?.field.name ?? key, message]));
    }

    return error;
  }

  /** @param {string} key */
  async #reset(key) {
    await act(null, async () => {
      await send('PATCH', '/settings', { changes: { [key]: null } });
      this.saved();
      return words.resetDone;
    });
  }
}

customElements.define('hk-settings', SettingsCard);

/** The settings of some names, in their order. @param {Setting[]} settings @param {string[]} keys */
export const pick = (settings, keys) => keys.flatMap((key) => settings.find((setting) => setting.key === key) ?? []);
