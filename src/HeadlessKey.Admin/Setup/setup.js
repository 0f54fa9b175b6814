// The one-time secret is in the fragment, which a browser never sends: it stands in no server's log and in no Referer.
const token = decodeURIComponent(location.hash.slice(1));
history.replaceState(null, '', location.pathname);

const form = document.getElementById('form');
const formError = document.getElementById('form-error');

const reasons = {
  too_short: 'The password is too short: it needs at least 8 characters, or more where the operator says so.',
  too_long: 'The password may have at most 1,024 characters.',
  common: 'This is one of the most common passwords.',
  contains_login: 'The password must not have the username in it.',
  contains_email: 'The password must not have the name of the e-mail address in it.',
  contains_site_name: 'The password must not have the name of the site in it.',
  breached: 'This password is known from a leak.',
  breach_check_unavailable: 'Whether this password is known from a leak cannot be checked just now. Please try again later.',
};

function showError(name, message) {
  document.getElementById(`${name}-error`).textContent = message;
  form.elements[name].setAttribute('aria-invalid', 'true');
}

function clearErrors() {
  formError.textContent = '';
  for (const input of form.querySelectorAll('input')) {
    input.removeAttribute('aria-invalid');
    document.getElementById(`${input.name}-error`).textContent = '';
  }
}

function showFault(fault) {
  const data = fault.data ?? {};
  if (fault.code === 'rest_missing_callback_param') {
    data.params.filter((name) => form.elements[name]).forEach((name) => showError(name, 'Please fill this in.'));
    formError.textContent = data.params.includes('token') ? 'Open this page by the link that the server printed.' : '';
  } else if (fault.code === 'rest_invalid_param') {
    Object.entries(data.params).forEach(([name, message]) => showError(name, message));
  } else if (fault.code === 'rest_user_invalid_password') {
    showError('password', data.reasons.map((code) => reasons[code] ?? code).join(' '));
  } else {
    formError.textContent = fault.message ?? 'The server could not be reached. Please try again.';
  }

  form.querySelector('[aria-invalid]')?.focus();
}

// The namespace may have been given another name, so the examples ask the server for it.
async function findTokenUrl() {
  const document = await (await fetch('/openapi/v1.json')).json();
  const [path] = Object.entries(document.paths).find(([, item]) => item.post?.operationId === 'token');
  return location.origin + path;
}

async function showDone(username) {
  const url = await findTokenUrl().catch(() => `${location.origin}/wp-json/headlesskey/v1/token`);
  document.getElementById('done-name').textContent = username;
  document.getElementById('curl').textContent = `curl ${url} \\\n  -d username='${username}' \\\n  -d password='YOUR-PASSWORD'`;
  document.getElementById('snippet').textContent = [
    `const answer = await fetch('${url}', {`,
    "  method: 'POST',",
    "  headers: { 'Content-Type': 'application/json' },",
    '  body: JSON.stringify({ username, password }),',
    '});',
    'const { token, user } = await answer.json();',
  ].join('\n');
  document.getElementById('form-view').hidden = true;
  document.getElementById('done-view').hidden = false;
  document.getElementById('done-title').focus();
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  clearErrors();
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    const { username, email, password } = Object.fromEntries(new FormData(form));
    const answer = await fetch('/admin/api/v1/setup', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token, username, email, password }),
    });
    await (answer.ok ? showDone(username) : showFault(await answer.json()));
  } catch {
    showFault({});
  } finally {
    button.disabled = false;
  }
});

if (!token) {
  formError.textContent = 'Open this page by the link that the server printed. A restart prints a new one.';
}
