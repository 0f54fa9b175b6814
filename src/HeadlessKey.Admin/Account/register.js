import { onSubmit, show, takeSecrets, translate } from './account.js';

const form = document.getElementById('register');
let invitation = null;

function start() {
  const secrets = takeSecrets();
  invitation = secrets.get('invitation');
  document.getElementById('invited').hidden = !invitation;
  form.elements.email.value = secrets.get('email') ?? '';
  form.elements.email.readOnly = Boolean(invitation && secrets.get('email')); // the invitation is for this address alone
  show('register', false);
}

translate();
start();
addEventListener('hashchange', () => location.hash && start());
onSubmit(form, '/register', () => (invitation ? { invitation } : {}), (answer) => {
  form.reset();
  show(answer.verification_required || !answer.user ? 'mailed' : 'done');
});
