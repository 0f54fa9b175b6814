import { make } from './dom.js';
import { words } from './words.js';

/**
 * @typedef {object} FieldSpec
 * @property {string} name as the API calls it
 * @property {string} label
 * @property {'text' | 'email' | 'password' | 'number' | 'flag' | 'choice' | 'duration' | 'list' | 'area' | 'date'} [kind]
 * @property {string} [hint]
 * @property {any} [value]
 * @property {[value: string, text: string][]} [choices] for choice
 * @property {boolean} [optional] may be left empty; empty is null
 * @property {boolean} [filter] narrows a list: empty is all, which goes without saying
 * @property {boolean} [readonly]
 * @property {string} [autocomplete]
 * @property {number} [maxlength]
 */

const sizes = { seconds: 1, minutes: 60, hours: 3600, days: 86400 };
let count = 0;

/** A label, what is typed under it, a hint, and a place for what is wrong. Its value is what the API takes. */
export class Field extends HTMLElement {
  #id = `field-${++count}`;
  /** @type {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */
  #input;
  /** @type {HTMLSelectElement | null} */
  #unit = null;
  #error = make('p', { class: 'error', id: `${this.#id}-error` });

  /** @param {FieldSpec} spec */
  constructor(spec) {
    super();
    this.spec = { kind: 'text', optional: spec.filter, ...spec };
    this.className = `field ${this.spec.kind}`;
    this.#input = this.#control();
    const label = spec.label + (spec.optional && this.spec.kind !== 'flag' ? ` (${words.optional})` : '');
    if (this.spec.kind === 'flag') {
      this.append(make('label', { class: 'check', for: this.#id }, this.#input, label), this.#hint(), this.#error);
    } else {
      this.append(make('label', { for: this.#id }, label), this.#unit ? make('div', { class: 'pair' }, this.#input, this.#unit) : this.#input, this.#hint(), this.#error);
    }

    this.value = spec.value ?? null;
  }

  get name() {
    return this.spec.name;
  }

  /** What was typed, in the API’s type; null for nothing. @returns {any} */
  get value() {
    const text = this.#input.value;
    switch (this.spec.kind) {
      case 'flag': return /** @type {HTMLInputElement} */ (this.#input).checked;
      case 'number': return text.trim() === '' ? null : Number(text);
      case 'duration': return text.trim() === '' ? null : Number(text) * Number(this.#unit?.value);
      case 'list': return text.split('\n').map((line) => line.trim()).filter(Boolean);
      case 'password': case 'area': return text;
      default: return text.trim() === '' && this.spec.optional ? null : text.trim();
    }
  }

  set value(value) {
    switch (this.spec.kind) {
      case 'flag': /** @type {HTMLInputElement} */ (this.#input).checked = Boolean(value); break;
      case 'duration': this.#writeDuration(value); break;
      case 'list': this.#input.value = (value ?? []).join('\n'); break;
      default: this.#input.value = value === null ? '' : String(value);
    }
  }

  /** Says what is wrong, or with nothing that all is well. @param {string} [message] */
  complain(message = '') {
    this.#error.textContent = message;
    message ? this.#input.setAttribute('aria-invalid', 'true') : this.#input.removeAttribute('aria-invalid');
  }

  /** What can be known without the server; says it, too. */
  check() {
    const { value, spec } = this;
    const missing = !spec.optional && !spec.readonly && ['text', 'email', 'password', 'area', 'number', 'duration'].includes(spec.kind ?? '') && (value === '' || value === null);
    this.complain(missing ? words.fillIn : Number.isNaN(value) ? words.notNumber : '');
    return !missing && !Number.isNaN(value);
  }

  focus() {
    this.#input.focus();
  }

  #hint() {
    const { hint, kind } = this.spec;
    const text = [hint, kind === 'list' && words.onePerLine].filter(Boolean).join(' ');
    return text && make('p', { class: 'hint', id: `${this.#id}-hint` }, text);
  }

  #control() {
    const { kind, readonly, maxlength, optional, hint, autocomplete = 'off', choices = [], label } = this.spec;
    const common = {
      id: this.#id, name: this.name, required: !optional && !readonly && kind !== 'flag' && kind !== 'list',
      'aria-describedby': `${hint || kind === 'list' ? `${this.#id}-hint ` : ''}${this.#id}-error`,
    };
    switch (kind) {
      case 'flag': return make('input', { ...common, type: 'checkbox', disabled: readonly });
      case 'choice': return make('select', { ...common, disabled: readonly }, ...choices.map(([value, text]) => make('option', { value }, text)));
      case 'list': return make('textarea', { ...common, rows: 3, readonly, spellcheck: 'false' });
      case 'area': return make('textarea', { ...common, rows: 8, readonly, spellcheck: 'false' });
      case 'duration':
        this.#unit = make('select', { 'aria-label': words.unit(label), disabled: readonly }, ...Object.entries(sizes).map(([name, size]) => make('option', { value: size }, words[/** @type {keyof typeof sizes} */ (name)])));
        return make('input', { ...common, inputmode: 'decimal', readonly, autocomplete: 'off' });
      default: return make('input', {
        ...common, type: kind === 'number' ? 'text' : kind === 'date' ? 'datetime-local' : kind, inputmode: kind === 'number' ? 'numeric' : null, step: kind === 'date' ? 1 : null,
        readonly, maxlength, autocomplete, autocapitalize: 'none', spellcheck: 'false',
      });
    }
  }

  /** @param {number | null} seconds */
  #writeDuration(seconds) {
    const size = seconds === null ? 60 : seconds === 0 ? 1 : Object.values(sizes).findLast((each) => seconds % each === 0) ?? 1;
    this.#input.value = seconds === null ? '' : String(seconds / size);
    /** @type {HTMLSelectElement} */ (this.#unit).value = String(size);
  }
}

customElements.define('hk-field', Field);
