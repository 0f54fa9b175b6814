import { make } from '../ui/dom.js';
import { icon } from '../ui/icon.js';
import { language } from '../ui/language.js';
import { failed } from '../ui/state.js';
import { words as common } from '../ui/words.js';
import { findSession, guardDoor, signInPage, signOut } from './door.js';
import { languageChoice, themeChoice } from './choices.js';
import { pages, Router } from './router.js';
import { words } from './words.js';

document.documentElement.lang = language;

/** The menu beside every page. @param {import('./door.js').Session} session */
function shell(session) {
  const main = make('main', { id: 'main' });
  const menu = make('button', {
    type: 'button', class: 'plain menu', 'aria-expanded': 'false', 'aria-controls': 'side', 'aria-label': words.menu, click: () => open(!side.classList.contains('open')),
  }, icon('menu'));
  const links = new Map(pages.flatMap(({ names }) => names.map((name) => [name, make('a', { href: `/admin/${name}` }, icon(name), words.names[name])])));
  const side = make('aside', { id: 'side', keydown: (/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && open(false) },
    make('p', { class: 'brand' }, 'HeadlessKey'),
    make('nav', { 'aria-label': words.pages }, ...pages.map(({ group, names }) => make('div', { class: 'group' },
      group && make('h2', {}, words.groups[group]),
      make('ul', {}, ...names.map((name) => make('li', {}, links.get(name))))))),
    make('footer', {}, themeChoice(), languageChoice(),
      make('p', { class: 'who' }, make('span', {}, session.user.display_name || session.user.login),
        make('button', { type: 'button', class: 'plain', 'aria-label': words.signOut, title: words.signOut, click: signOut }, icon('out')))));

  /** @param {boolean} wanted */
  function open(wanted) {
    side.classList.toggle('open', wanted);
    menu.setAttribute('aria-expanded', String(wanted));
    wanted ? links.get('overview')?.focus() : menu.focus();
  }

  const router = new Router(main, (name) => {
    side.classList.remove('open');
    menu.setAttribute('aria-expanded', 'false');
    links.forEach((link, each) => (each === name ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current')));
  });
  document.body.className = '';
  document.body.prepend(
    make('a', { class: 'skip', href: '#main', click: (/** @type {Event} */ event) => { event.preventDefault(); main.querySelector('h1')?.focus(); } }, words.skip),
    make('div', { class: 'top' }, menu, make('p', { class: 'brand' }, 'HeadlessKey')),
    make('div', { class: 'shell' }, side, make('div', { class: 'content' }, make('p', { class: 'notice warning connection', role: 'status' }, common.lost), main)));
  return router;
}

/** @param {import('./door.js').Session} session */
function enter(session) {
  document.querySelector('body > main')?.remove();
  guardDoor(session);
  shell(session).show(false);
}

async function start() {
  try {
    const session = await findSession();
    if (session) {
      enter(session);
      return;
    }

    const page = signInPage(enter);
    document.title = `${words.signIn} · HeadlessKey`;
    document.body.className = 'single';
    document.body.prepend(page);
    page.querySelector('input')?.focus();
  } catch (error) {
    document.body.className = 'single';
    const main = make('main', {}, failed(error, () => { main.remove(); start(); }));
    document.body.prepend(main);
  }
}

start();
