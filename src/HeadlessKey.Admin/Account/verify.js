import { onSubmit, show, showFormError, takeSecrets, translate } from './account.js';
import { texts } from './texts.js';

const form = document.getElementById('confirm');
let token = null;

// Nothing is sent before the button is pressed: programs that look through mail open every link in it.
function start() {
  token = takeSecrets().get('token');
  showFormError(form, token ? '' : texts.openByLink);
  form.querySelector('button').hidden = !token;
  show('confirm', false);
}

translate();
start();
addEventListener('hashchange', () => location.hash && start());
onSubmit(form, '/verify-email', () => ({ token }), () => show('done'));
