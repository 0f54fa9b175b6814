/**
 * What a sign-in or a refresh has given.
 * @typedef {{ access: string, accessUntil: number, refresh: string | null, user: any }} Tokens
 */

/**
 * Where the tokens of a page are kept. In memory: gone with the page, and out of reach of what else is stored there. `local`: they outlive
 * the page, and every script of the origin can read them. `cookie`: the refresh token is a cookie that no script reads; the rest is in
 * memory. With the last two, the tabs of an origin share one session and tell each other when it moves on.
 */
export class TokenKeeper {
  /** @type {Tokens | null} */
  #held = null;
  /** @type {BroadcastChannel | null} */
  #tabs = null;
  #name;

  /**
   * @param {string} root the API that the tokens are for
   * @param {string} storage
   * @param {() => void} changed another tab has signed in, out, or refreshed
   */
  constructor(root, storage, changed) {
    this.#name = `headlesskey:${root}`;
    this.storage = storage;
    if (storage !== 'memory') {
      this.#tabs = new BroadcastChannel(this.#name);
      this.#tabs.onmessage = ({ data }) => {
        this.#held = data;
        changed();
      };
    }
  }

  get held() {
    return this.#held;
  }

  /** What an earlier page has left. */
  recall() {
    try {
      this.#held = this.storage === 'local' ? JSON.parse(localStorage.getItem(this.#name) ?? 'null') : this.#held;
    } catch {
      this.#held = null; // storage that is refused, or that somebody has written into
    }

    return this.#held;
  }

  /** @param {Tokens | null} tokens */
  keep(tokens) {
    this.#held = tokens;
    this.#tabs?.postMessage(tokens);
    if (this.storage === 'local') {
      try {
        tokens ? localStorage.setItem(this.#name, JSON.stringify(tokens)) : localStorage.removeItem(this.#name);
      } catch {
        // Then they are in memory only.
      }
    }
  }

  /**
   * Lets one tab at a time refresh: each refresh moves the session on, and the others take over what it gave.
   * @param {() => Promise<void>} work
   */
  async alone(work) {
    if (this.#tabs && navigator.locks) {
      await navigator.locks.request(this.#name, work);
    } else {
      await work();
    }
  }
}
