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
onSubmit(form, '/verify-email', () => ({ token }), (answer) => {
  // An account that is made only now may have got another name than was asked for.
  const login = document.getElementById('verified-login');
  login.hidden = !answer.user_login;
  login.querySelector('strong').textContent = answer.user_login ?? '';
  show('done');
});
