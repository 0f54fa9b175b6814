/** @typedef {{ ok: boolean, status: number, body: any }} Answer  what the server said; status 0 when it said nothing */

/** The contract's routes, as a page of any origin calls them. */
export class Api {
  language = 'en';

  /**
   * @param {string} root where the routes are, such as https://auth.example.com/wp-json/headlesskey/v1
   * @param {boolean} withCookie whether the refresh token comes and goes as a cookie
   */
  constructor(root, withCookie) {
    this.root = root;
    this.withCookie = withCookie;
  }

  /**
   * @param {string} route
   * @param {Record<string, unknown>} fields
   * @returns {Promise<Answer>}
   */
  async post(route, fields) {
    try {
      const answer = await fetch(this.root + route, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Accept-Language': this.language },
        body: JSON.stringify(fields),
        credentials: this.withCookie ? 'include' : 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
      return { ok: answer.ok, status: answer.status, body: await answer.json() };
    } catch {
      return { ok: false, status: 0, body: { code: 'unreachable' } };
    }
  }
}
