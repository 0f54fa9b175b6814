import { languageOf } from './language.js';
import { Session } from './session.js';
import { forgot, register, reset, signedIn, signIn, verify } from './stories.js';
import { sheet } from './style.js';

const server = new URL(import.meta.url).origin;
const defaultRoot = '{{api}}'; // the server puts in what its routes are called

/**
 * Sign-in for a page of any origin: see docs/login-element.md.
 *
 * @fires headlesskey-signed-in  detail: user, how (signed-in, registered, restored, elsewhere), accessToken()
 * @fires headlesskey-signed-out detail: how (signed-out, ended, elsewhere)
 * @fires headlesskey-error      detail: code, status, message
 */
export class HeadlessKeyLogin extends HTMLElement {
  static observedAttributes = ['lang', 'views', 'view'];

  /** What a mailed link carries behind the #. */
  secrets = new URLSearchParams();
  #shadow = this.attachShadow({ mode: 'open' });
  #changed = (/** @type {Event} */ event) => this.#follow(/** @type {CustomEvent} */ (event).detail);
  #linked = () => this.#takeLink() && this.#start(true);
  #started = false;

  connectedCallback() {
    this.session.addEventListener('change', this.#changed);
    addEventListener('hashchange', this.#linked);
    this.#shadow.adoptedStyleSheets = [sheet];
    this.#takeLink();
    this.session.ready.then(() => {
      this.#started = true;
      this.#start(false);
    });
  }

  disconnectedCallback() {
    this.session.removeEventListener('change', this.#changed);
    removeEventListener('hashchange', this.#linked);
    this.#started = false;
  }

  attributeChangedCallback() {
    this.#started && this.#start(false);
  }

  /** @type {Session | undefined} */
  #session;

  /** Of the server and the storage that the attributes named when it was first asked for. */
  get session() {
    const root = new URL(this.getAttribute('server') ?? server, location.href).origin + defaultRoot;
    const storage = this.getAttribute('storage') ?? 'memory';
    return (this.#session ??= Session.of(root, ['local', 'cookie'].includes(storage) ? storage : 'memory'));
  }

  /** The language that it speaks here: en or zh-CN. */
  get language() {
    return languageOf(this).language;
  }

  get texts() {
    return languageOf(this).texts;
  }

  /** Who is signed in, or null. */
  get user() {
    return this.session.user;
  }

  /** An access token that is good for a while yet; it is refreshed when it has to be. Rejects when nobody is signed in. */
  accessToken() {
    return this.session.accessToken();
  }

  /** Exchanges the tokens now, for example after an API has refused one. */
  refresh() {
    return this.session.refresh();
  }

  signOut() {
    return this.session.signOut();
  }

  /** Whether a view can be reached from another. @param {string} view */
  offers(view) {
    return (this.getAttribute('views') ?? 'sign-in register forgot').split(/[\s,]+/).includes(view);
  }

  /**
   * Shows a view.
   * @param {string} view
   * @param {string} [login]
   */
  show(view, login) {
    this.put(this.#view(view, login));
  }

  /** Puts something into the element's place. @param {import('./stories.js').Parts} parts */
  put(parts, focus = true) {
    const { language } = this;
    this.session.api.language = language;
    const frame = document.createElement('div');
    frame.className = 'frame';
    frame.lang = language;
    frame.setAttribute('part', 'frame');
    frame.append(.../** @type {Node[]} */ (parts.filter(Boolean)));
    this.#shadow.replaceChildren(frame);
    if (focus) {
      const field = [...frame.querySelectorAll('input')].find((input) => !input.readOnly && !input.value);
      (field ?? /** @type {HTMLElement | null} */ (frame.querySelector('#title')))?.focus();
    }
  }

  /** @param {string} name @param {object} detail */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** @param {string} view @param {string} [login] @returns {import('./stories.js').Parts} */
  #view(view, login) {
    switch (view) {
      case 'register': return register(this);
      case 'forgot': return forgot(this, login);
      case 'reset': return this.secrets.has('token') ? reset(this, { login: this.secrets.get('login'), token: this.secrets.get('token') }) : forgot(this, login);
      case 'verify': return verify(this);
      default: return signIn(this, login);
    }
  }

  /** @param {boolean} focus */
  #start(focus) {
    const { secrets } = this;
    const linked = secrets.has('invitation') ? 'register' : secrets.has('login') ? 'reset' : secrets.has('token') ? 'verify' : null;
    const view = linked ?? this.getAttribute('view') ?? 'sign-in';
    this.put(this.user && !linked ? signedIn(this) : this.#view(view), focus);
  }

  /**
   * Takes a link's secret out of the address bar, so that it does not stay in the history. Only with the attribute `links`: another
   * page's fragment is its own.
   */
  #takeLink() {
    const secrets = new URLSearchParams(location.hash.slice(1));
    if (!this.hasAttribute('links') || !(secrets.has('token') || secrets.has('invitation'))) {
      return false;
    }

    this.secrets = secrets;
    history.replaceState(history.state, '', location.pathname + location.search);
    return true;
  }

  /** @param {string} how */
  #follow(how) {
    this.#started && this.#start(how === 'signed-in' || how === 'registered' || how === 'signed-out');
    if (this.user) {
      this.tell('headlesskey-signed-in', { user: this.user, how, accessToken: () => this.accessToken() });
    } else {
      this.tell('headlesskey-signed-out', { how });
    }
  }
}

if (!customElements.get('headlesskey-login')) {
  customElements.define('headlesskey-login', HeadlessKeyLogin);
}
