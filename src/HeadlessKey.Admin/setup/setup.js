import { request } from '../ui/api.js';
import { make } from '../ui/dom.js';
import { form } from '../ui/form.js';
import { language, speak } from '../ui/language.js';
import { code, notice } from '../ui/parts.js';
import { words as common } from '../ui/words.js';
import english from './en.js';
import chinese from './zh-CN.js';

const words = speak(english, chinese);
const api = location.origin + /** @type {HTMLMetaElement} */ (document.querySelector('meta[name="api"]')).content;

// The one-time secret is in the fragment, which a browser never sends: it stands in no server's log and in no Referer.
const token = decodeURIComponent(location.hash.slice(1));
history.replaceState(null, '', location.pathname);
document.documentElement.lang = language;
document.title = words.title;

/** @param {import('../ui/dom.js').Child[]} children */
const show = (...children) => {
  document.querySelector('main')?.remove();
  document.body.prepend(make('main', {}, make('p', { class: 'brand' }, 'HeadlessKey'), ...children));
};

/** @param {string} login */
function showReady(login) {
  const heading = make('h1', { tabindex: '-1' }, words.ready);
  show(heading,
    make('p', { class: 'lead' }, words.readyLead(login)),
    make('p', {}, make('a', { class: 'button main', href: '/admin' }, words.open)),
    make('h2', {}, words.terminal),
    code(`curl ${api}/token \\\n  -d username='${login}' \\\n  -d password='YOUR-PASSWORD'`, words.terminal),
    make('h2', {}, words.frontEnd),
    make('p', { class: 'lead' }, words.frontEndLead),
    code([`<script type="module" src="${location.origin}/headlesskey-login.js"></script>`, '<headlesskey-login></headlesskey-login>'].join('\n'), words.frontEnd),
    make('h2', {}, words.script),
    code([
      `const answer = await fetch('${api}/token', {`,
      "  method: 'POST',",
      "  headers: { 'Content-Type': 'application/json' },",
      '  body: JSON.stringify({ username, password }),',
      '});',
      'const { token, user } = await answer.json();',
    ].join('\n'), words.script),
    make('p', {}, make('a', { href: '/docs' }, words.all)));
  heading.focus();
}

show(
  make('h1', {}, words.heading),
  make('p', { class: 'lead' }, words.lead),
  token ? form({
    fields: [
      { name: 'username', label: words.username, value: 'admin', autocomplete: 'username', maxlength: 60 },
      { name: 'email', label: words.email, kind: 'email', autocomplete: 'email', maxlength: 254 },
      { name: 'password', label: words.password, kind: 'password', autocomplete: 'new-password', hint: common.passwordHint },
    ],
    submit: words.submit,
    send: async (values) => {
      await request('POST', '/setup', { token, ...values }, { atDoor: true });
      showReady(values.username);
    },
  }) : notice('warning', words.byLink));
