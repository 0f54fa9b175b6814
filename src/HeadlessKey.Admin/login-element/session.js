import { Api } from './api.js';
import { TokenKeeper } from './tokens.js';

/** An access token is exchanged this long before it expires, or at half of its life when that is shorter. */
const aheadOfExpiry = 60_000;
const retryAfter = 15_000;

/** @type {Map<string, Session>} */
const sessions = new Map();

/**
 * The session with one server, shared by all elements of a page. Dispatches `change` when somebody has signed in or out; `reason` says
 * how.
 */
export class Session extends EventTarget {
  /** @type {Promise<void> | null} */
  #refreshing = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #signedIn = false;

  /**
   * @param {string} root
   * @param {string} storage
   */
  static of(root, storage) {
    const name = `${storage} ${root}`;
    const session = sessions.get(name) ?? new Session(root, storage);
    sessions.set(name, session);
    return session;
  }

  /**
   * @param {string} root
   * @param {string} storage
   */
  constructor(root, storage) {
    super();
    this.api = new Api(root, storage === 'cookie');
    this.tokens = new TokenKeeper(root, storage, () => this.#follow('elsewhere'));
    /** Settled once it is known whether an earlier page has left a session. */
    this.ready = this.#restore();
    document.addEventListener('visibilitychange', () => document.hidden || this.#plan()); // a sleeping machine's timers are late
  }

  get user() {
    return this.tokens.held?.user ?? null;
  }

  /** An access token that is good for a while yet. Throws when nobody is signed in, or the server gives none. */
  async accessToken() {
    await this.ready;
    if (!this.#isFresh()) {
      await this.refresh();
    }

    const held = this.tokens.held;
    if (!held || held.accessUntil <= Date.now()) {
      throw new Error(held ? 'The server gives no access token now.' : 'Nobody is signed in.');
    }

    return held.access;
  }

  /** Exchanges the refresh token now. However many ask, one request is sent. */
  refresh() {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  /**
   * Takes over what a sign-in has answered.
   * @param {any} grant
   * @param {string} reason
   */
  accept(grant, reason) {
    this.tokens.keep({
      access: grant.token,
      accessUntil: Date.now() + grant.expires_in * 1000,
      refresh: grant.refresh_token ?? null,
      user: grant.user,
    });
    this.#follow(reason);
  }

  /** Signs out here at once, whether or not the server can be told. */
  async signOut() {
    const held = this.tokens.held;
    this.tokens.keep(null);
    this.#follow('signed-out');
    await this.#refreshing; // what is on its way must not come back to life
    await this.end(held);
  }

  /** @param {import('./tokens.js').Tokens | null} tokens */
  async end(tokens) {
    await this.api.post('/token/revoke', tokens?.refresh ? { refresh_token: tokens.refresh } : tokens ? { token: tokens.access } : {});
  }

  async #restore() {
    if (this.tokens.recall() || this.tokens.storage === 'cookie') {
      await (this.#isFresh() ? this.#follow('restored') : this.refresh());
    }
  }

  async #refresh() {
    const before = this.tokens.held;
    await this.tokens.alone(async () => {
      this.tokens.recall();
      if (this.tokens.held?.access !== before?.access) {
        this.#follow('elsewhere'); // another tab was first
        return;
      }

      const answer = await this.api.post('/token/refresh', before?.refresh ? { refresh_token: before.refresh } : {});
      if (before !== null && this.tokens.held === null) {
        return; // signed out meanwhile
      }

      if (answer.ok) {
        this.accept(answer.body, 'restored');
      } else if (answer.status === 401 || answer.status === 400) {
        this.tokens.keep(null);
        this.#follow('ended');
      } else if (answer.status === 0 || answer.status === 408 || answer.status === 429 || answer.status >= 500) {
        this.#planIn(1000 * (answer.body.data?.retry_after ?? retryAfter / 1000)); // the server is away or busy: that ends no session
      } // else it is not for this page or from this place, which ends none either, and is not asked again until somebody needs a token
    });
  }

  /** @param {string} reason */
  #follow(reason) {
    this.#plan();
    if (this.#signedIn !== (this.user !== null)) {
      this.#signedIn = this.user !== null;
      this.dispatchEvent(new CustomEvent('change', { detail: reason }));
    }
  }

  #isFresh() {
    const held = this.tokens.held;
    return held !== null && held.accessUntil - Date.now() > aheadOfExpiry / 2;
  }

  #plan() {
    clearTimeout(this.#timer);
    const held = this.tokens.held;
    if (held) {
      const left = held.accessUntil - Date.now();
      this.#planIn(Math.max(left - aheadOfExpiry, left / 2, 1000));
    }
  }

  /** @param {number} milliseconds */
  #planIn(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), Math.min(milliseconds, 2 ** 31 - 1));
  }
}
