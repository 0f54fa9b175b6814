import { make } from '../ui/dom.js';
import { formView, resend, way, wordView } from './views.js';

/** @typedef {import('./element.js').HeadlessKeyLogin} Host */
/** @typedef {(Node | string | null | undefined | false)[]} Parts */

/** @param {Host} host @param {string} [login] @returns {Parts} */
export function signIn(host, login = '') {
  const { texts } = host;
  const remember = make('input', { type: 'checkbox', id: 'remember', name: 'remember', checked: true });
  return formView(host, {
    title: texts.signIn,
    fields: [
      { name: 'username', label: texts.login, autocomplete: 'username', maxlength: 254, value: login },
      { name: 'password', label: texts.password, type: 'password', autocomplete: 'current-password' },
    ],
    extra: make('label', { class: 'check', part: 'check' }, remember, texts.remember),
    submit: texts.signInButton,
    route: '/token',
    add: () => ({ remember: remember.checked }),
    done: (grant) => host.session.accept(grant, 'signed-in'),
    ways: [
      host.offers('forgot') && way(texts.toForgot, () => host.show('forgot')),
      host.offers('register') && way(texts.toRegister, () => host.show('register')),
    ],
  });
}

/** @param {Host} host @returns {Parts} */
export function register(host) {
  const { texts, secrets } = host;
  const invitation = secrets.get('invitation');
  const invited = secrets.get('email');
  return formView(host, {
    title: texts.register,
    lead: invitation && texts.invitedLead,
    fields: [
      // An invitation is for its address alone.
      { name: 'email', label: texts.email, type: 'email', autocomplete: 'email', maxlength: 254, value: invited ?? '', readonly: Boolean(invitation && invited) },
      { name: 'username', label: texts.username, autocomplete: 'username', maxlength: 60 },
      { name: 'name', label: `${texts.name} (${texts.optional})`, autocomplete: 'name', maxlength: 250, optional: true },
      { name: 'password', label: texts.password, type: 'password', autocomplete: 'new-password', hint: texts.passwordHint },
    ],
    submit: texts.registerButton,
    route: '/register',
    add: () => (invitation ? { invitation } : {}),
    done: (answer, sent) => {
      host.secrets = new URLSearchParams();
      if (!answer.user || (answer.verification_required && !answer.token_response)) {
        host.put(wordView({ title: texts.mailed, lead: texts.mailedLead, ways: [resend(host, sent.email), backToSignIn(host)] }));
      } else if (!host.offers('sign-in')) {
        host.session.end({ access: answer.token_response.token, accessUntil: 0, refresh: answer.token_response.refresh_token ?? null, user: null });
        host.put(wordView({ title: texts.registered, lead: texts.goBack }));
      } else {
        host.session.accept(answer.token_response, 'registered');
      }
    },
    ways: [backToSignIn(host)],
  });
}

/** @param {Host} host @param {string} [login] @returns {Parts} */
export function forgot(host, login = '') {
  const { texts } = host;
  /** @param {string} value @param {string} text @param {boolean} checked */
  const choice = (value, text, checked) =>
    make('label', { class: 'check', part: 'check' }, make('input', { type: 'radio', name: 'delivery', value, checked }), text);
  return formView(host, {
    title: texts.forgot,
    lead: texts.forgotLead,
    fields: [{ name: 'login', label: texts.login, autocomplete: 'username', maxlength: 254, value: login }],
    extra: make('fieldset', { part: 'field' }, make('legend', { part: 'label' }, texts.delivery), choice('link', texts.byLink, true), choice('otp', texts.byCode, false)),
    submit: texts.forgotButton,
    route: '/forgot-password',
    done: (_, sent) => host.put(sent.delivery === 'otp'
      ? reset(host, { login: sent.login, token: null })
      : wordView({ title: texts.mailed, lead: texts.askedLead, ways: [way(texts.askAgain, () => host.show('forgot', sent.login)), backToSignIn(host)] })),
    ways: [backToSignIn(host)],
  });
}

/** @param {Host} host @param {{ login: string | null, token: string | null }} link @returns {Parts} */
export function reset(host, { login, token }) {
  const { texts } = host;
  return formView(host, {
    title: texts.reset,
    lead: token ? texts.resetLead : texts.codeLead,
    fields: [
      { name: 'login', label: texts.account, autocomplete: 'username', value: login ?? '', readonly: login !== null },
      ...(token ? [] : [{ name: 'otp', label: texts.code, autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 20 }]),
      { name: 'password', label: texts.newPassword, type: 'password', autocomplete: 'new-password', hint: texts.passwordHint },
    ],
    submit: texts.resetButton,
    route: '/reset-password',
    add: () => (token ? { token } : {}),
    done: (_, sent) => {
      host.secrets = new URLSearchParams();
      host.put(wordView({
        title: texts.passwordSet,
        lead: host.offers('sign-in') ? null : texts.goBack,
        ways: [host.offers('sign-in') && way(texts.signIn, () => host.show('sign-in', sent.login))],
      }));
    },
    ways: [way(texts.askNew, () => host.show('forgot', login ?? '')), backToSignIn(host)],
  });
}

/**
 * Nothing is sent before the button is pressed: programs that look through mail open every link in it.
 * @param {Host} host
 * @returns {Parts}
 */
export function verify(host) {
  const { texts } = host;
  return formView(host, {
    title: texts.verify,
    lead: texts.verifyLead,
    fields: [],
    submit: texts.verifyButton,
    route: '/verify-email',
    add: () => ({ token: host.secrets.get('token') ?? '' }),
    done: (answer) => {
      host.secrets = new URLSearchParams();
      const words = [answer.user_login && texts.yourUsername(answer.user_login), host.offers('sign-in') ? texts.verifiedLead : texts.goBack];
      host.put(wordView({
        title: texts.verified,
        lead: words.filter(Boolean).join(' '),
        ways: [host.offers('sign-in') && way(texts.signIn, () => host.show('sign-in', answer.user_login ?? ''))],
      }));
    },
    ways: [backToSignIn(host)],
  });
}

/** @param {Host} host @returns {Parts} */
export function signedIn(host) {
  const { texts, user } = host;
  const button = make('button', { type: 'button', class: 'quiet', part: 'button sign-out', click: () => host.signOut() }, texts.signOut);
  return [
    make('div', { class: 'account', part: 'account' },
      make('p', { class: 'who', part: 'user', tabindex: '-1', id: 'title' }, `${texts.signedInAs} `, make('strong', {}, user.display_name || user.user_login)),
      button),
    make('slot', { name: 'signed-in' }),
  ];
}

/** @param {Host} host */
const backToSignIn = (host) => host.offers('sign-in') && way(host.texts.toSignIn, () => host.show('sign-in'));
