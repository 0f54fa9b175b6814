import { make } from '../ui/dom.js';

/** @typedef {import('./language.js').Texts} Texts */
/**
 * @typedef {object} Field
 * @property {string} name as the API calls it
 * @property {string} label
 * @property {string} [type]
 * @property {string} autocomplete
 * @property {string} [hint]
 * @property {boolean} [optional]
 * @property {string} [value]
 * @property {boolean} [readonly]
 * @property {number} [maxlength]
 * @property {string} [inputmode]
 */

/** @param {Field} field @param {Texts} texts */
export function inputField(field, texts) {
  const { name, label, type = 'text', hint } = field;
  const input = make('input', {
    id: name, name, type, part: 'input', 'aria-describedby': `${hint ? `${name}-hint ` : ''}${name}-error`,
    autocomplete: field.autocomplete, autocapitalize: 'none', spellcheck: 'false', readonly: field.readonly, required: !field.optional && !field.readonly,
    maxlength: field.maxlength?.toString(), inputmode: field.inputmode,
  });
  input.value = field.value ?? '';
  return make('div', { class: 'field', part: 'field' },
    make('label', { for: name, part: 'label' }, label),
    type === 'password' ? make('div', { class: 'secret' }, input, reveal(input, texts)) : input,
    hint && make('p', { class: 'hint', id: `${name}-hint`, part: 'hint' }, hint),
    make('p', { class: 'error', id: `${name}-error`, part: 'error' }));
}

/** @param {HTMLInputElement} input @param {Texts} texts */
function reveal(input, texts) {
  const button = make('button', {
    type: 'button', class: 'reveal', part: 'reveal', 'aria-pressed': 'false', 'aria-label': texts.showPassword, title: texts.showPassword,
    click: () => {
      const shown = input.type === 'password';
      input.type = shown ? 'text' : 'password';
      button.setAttribute('aria-pressed', String(shown));
    },
  });
  return button;
}

/**
 * Shows what the server found wrong, each thing at its field and the rest above the button.
 * @param {HTMLFormElement} form
 * @param {any} fault
 * @param {Texts} texts
 */
export function showFault(form, fault, texts) {
  const data = fault.data ?? {};
  /** @type {string[]} */
  const rest = [];
  /** @param {string} name @param {string} message */
  const put = (name, message) => markWrong(form, name, message) || rest.push(message);
  if (fault.code === 'rest_missing_callback_param') {
    data.params.forEach((/** @type {string} */ name) => put(name, form.elements.namedItem(name) ? texts.fillIn : texts.openByLink));
  } else if (fault.code === 'rest_invalid_param') {
    Object.entries(data.params).forEach(([name, message]) => put(name, String(message)));
  } else if (fault.code === 'rest_user_invalid_password') {
    const reasons = /** @type {Record<string, string>} */ (texts.reasons);
    put('password', data.reasons.map((/** @type {string} */ code) => (code === 'too_short' ? texts.tooShort(data.minimum_length) : reasons[code] ?? texts.otherReason)).join(' '));
  } else if (fault.code === 'existing_user_login') {
    put('username', fault.message);
  } else if (fault.code === 'existing_user_email') {
    put('email', fault.message);
  } else if (fault.code === 'invalid_key') {
    put('otp', form.elements.namedItem('otp') ? texts.badCode : texts.badLink);
  } else {
    rest.push(fault.message ?? texts.unreachable);
  }

  showProblem(form, [...new Set(rest)].join(' '));
  /** @type {HTMLElement | null} */ (form.querySelector('[aria-invalid]'))?.focus();
}

/** @param {HTMLFormElement} form @param {string} message */
export function showProblem(form, message) {
  /** @type {HTMLElement} */ (form.querySelector('.problem')).textContent = message;
}

/** @param {HTMLFormElement} form @param {string} name @param {string} message */
function markWrong(form, name, message) {
  const place = form.querySelector(`#${CSS.escape(name)}-error`);
  place?.replaceChildren(message);
  form.querySelector(`#${CSS.escape(name)}`)?.setAttribute('aria-invalid', 'true');
  return place !== null;
}

/** @param {HTMLFormElement} form */
export function clearFaults(form) {
  form.querySelectorAll('.error').forEach((place) => place.replaceChildren());
  form.querySelectorAll('[aria-invalid]').forEach((input) => input.removeAttribute('aria-invalid'));
}
