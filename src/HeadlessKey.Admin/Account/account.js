// What the account pages have in common: the language, the secret of the link, and the API.
import { language, texts } from './texts.js';

const api = document.querySelector('meta[name="api"]').content;

/** Shows every text in the reader's language. */
export function translate() {
  document.documentElement.lang = language;
  document.getElementById('site').textContent = location.hostname;
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = texts[element.dataset.text];
  }
}

/**
 * What the link carries behind the #. A browser never sends it: it stands in no server's log and in no Referer. And it is taken out of
 * the address bar, so that it does not stay in the history.
 */
export function takeSecrets() {
  const secrets = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, '', location.pathname);
  return secrets;
}

/** Shows one part of the page and hides the others. */
export function show(name, focus = true) {
  for (const section of document.querySelectorAll('section')) {
    section.hidden = section.id !== `${name}-view`;
  }

  if (focus) {
    document.querySelector(`#${name}-view h1`).focus();
  }
}

/** Sends the form's fields, and what else is given, whenever it is submitted. */
export function onSubmit(form, route, extra, done, failed = () => {}) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearErrors(form);
    const button = form.querySelector('button');
    button.disabled = true;
    try {
      const answer = await fetch(api + route, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Accept-Language': language },
        body: JSON.stringify({ ...Object.fromEntries(new FormData(form)), ...extra() }),
        credentials: 'omit',
      });
      const body = await answer.json();
      if (answer.ok) {
        done(body);
      } else {
        showFault(form, body);
        failed(body.code);
      }
    } catch {
      showFormError(form, texts.unreachable);
    } finally {
      button.disabled = false;
    }
  });
}

export function showFormError(form, message) {
  form.querySelector('.form-error').textContent = message;
}

function showFault(form, fault) {
  const data = fault.data ?? {};
  const rest = [];
  const put = (name, message) => (showError(form, name, message) ? null : rest.push(message));
  switch (fault.code) {
    case 'rest_missing_callback_param':
      data.params.forEach((name) => put(name, form.elements[name] ? texts.fillIn : texts.openByLink));
      break;
    case 'rest_invalid_param':
      Object.entries(data.params).forEach(([name, message]) => put(name, message));
      break;
    case 'rest_user_invalid_password':
      put('password', data.reasons.map((code) => texts.reasons[code] ?? texts.otherReason).join(' '));
      break;
    case 'existing_user_login':
      put('username', fault.message);
      break;
    case 'existing_user_email':
      put('email', fault.message);
      break;
    case 'invalid_key':
      rest.push(texts.badLink);
      break;
    default:
      rest.push(fault.message ?? texts.unreachable);
  }

  showFormError(form, [...new Set(rest)].join(' '));
  form.querySelector('[aria-invalid]')?.focus();
}

function showError(form, name, message) {
  const input = form.elements[name];
  const place = input && document.getElementById(`${input.id}-error`);
  if (!place) {
    return false;
  }

  place.textContent = message;
  input.setAttribute('aria-invalid', 'true');
  return true;
}

function clearErrors(form) {
  form.querySelectorAll('.error').forEach((place) => { place.textContent = ''; });
  form.querySelectorAll('[aria-invalid]').forEach((input) => input.removeAttribute('aria-invalid'));
}
