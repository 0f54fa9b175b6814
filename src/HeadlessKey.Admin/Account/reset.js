import { onSubmit, show, takeSecrets, translate } from './account.js';

const ask = document.getElementById('ask');
const set = document.getElementById('set');
const askForNew = document.getElementById('set-ask');
let token = null;

// With a link: choose the password. Without: ask for a link.
function start(focus) {
  const secrets = takeSecrets();
  token = secrets.get('token');
  if (token) {
    set.elements.login.value = secrets.get('login') ?? '';
    set.elements.login.readOnly = secrets.has('login');
    askForNew.hidden = true;
  }

  show(token ? 'set' : 'ask', focus);
}

translate();
start(false);

// A link that is opened where the page is open already changes nothing but what is behind the #.
addEventListener('hashchange', () => location.hash && start(true));

for (const link of document.querySelectorAll('[data-ask]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    ask.elements.login.value ||= set.elements.login.value;
    show('ask');
  });
}

onSubmit(ask, '/forgot-password', () => ({ delivery: 'link' }), () => show('asked'));
onSubmit(set, '/reset-password', () => ({ token }), () => {
  token = null;
  set.reset();
  show('done');
}, (code) => { askForNew.hidden = code !== 'invalid_key'; });
