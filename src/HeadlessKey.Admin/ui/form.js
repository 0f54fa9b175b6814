import { Cancelled, Fault } from './api.js';
import { make } from './dom.js';
import { Field } from './field.js';
import { why } from './state.js';
import { words } from './words.js';

/**
 * Fields and a button that sends them. What is wrong is said at the field that it is about.
 * @param {object} spec
 * @param {import('./field.js').FieldSpec[]} spec.fields
 * @param {string} spec.submit
 * @param {boolean} [spec.danger]
 * @param {(values: Record<string, any>) => Promise<void>} spec.send
 * @param {() => void} [spec.cancel] there is a button for it, too
 */
export function form(spec) {
  const fields = spec.fields.map((each) => new Field(each));
  const problem = make('p', { class: 'error problem', role: 'alert' });
  const button = make('button', { type: 'submit', class: spec.danger ? 'danger' : 'main' }, spec.submit);
  return make('form', {
    novalidate: true,
    submit: async (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      problem.textContent = '';
      const wrong = fields.filter((field) => !field.check());
      if (wrong.length) {
        wrong[0].focus();
        return;
      }

      button.disabled = true;
      try {
        await spec.send(Object.fromEntries(fields.map((field) => [field.name, field.value])));
      } catch (error) {
        problem.textContent = complain(fields, error);
        fields.find((field) => field.querySelector('[aria-invalid]'))?.focus();
      } finally {
        button.disabled = false;
      }
    },
  }, ...fields, problem, make('div', { class: 'buttons' }, spec.cancel && make('button', { type: 'button', click: spec.cancel }, words.cancel), button));
}

/**
 * Shows at the fields what the server found wrong. Answers what belongs to none of them.
 * @param {Field[]} fields
 * @param {unknown} error
 */
export function complain(fields, error) {
  if (error instanceof Cancelled) {
    return '';
  }

  const rest = Object.entries(faultsOf(error)).filter(([name, message]) => {
    const field = fields.find((each) => each.name === name);
    field?.complain(message);
    return !field;
  });
  return rest.map(([, message]) => message).join(' ');
}

/**
 * What is wrong, by the name of the field.
 * @param {unknown} error
 * @returns {Record<string, string>}
 */
function faultsOf(error) {
  if (!(error instanceof Fault)) {
    return { '': why(error) };
  }

  const { params, reasons = [], minimum_length: least } = error.data;
  switch (error.code) {
    case 'rest_missing_callback_param': return Object.fromEntries(params.map((/** @type {string} */ name) => [name, words.fillIn]));
    case 'rest_invalid_param': return params;
    case 'rest_user_invalid_password': return { password: reasons.map((/** @type {string} */ code) => sayReason(code, least)).join(' ') };
    case 'existing_user_login': return { login: error.message, username: error.message };
    case 'existing_user_email': return { email: error.message };
    default: return { '': why(error) };
  }
}

/** @param {string} code @param {number} least how many characters a password needs */
const sayReason = (code, least) => (code === 'too_short' ? words.tooShort(least) : words.reasons[/** @type {keyof typeof words.reasons} */ (code)] ?? words.refusedPassword);
