import { language } from './language.js';

const root = '/admin/api/v1';

/** The server has refused. */
export class Fault extends Error {
  /** @param {number} status 0 when it could not be reached @param {any} body */
  constructor(status, body) {
    super(body.message ?? '');
    this.status = status;
    /** @type {string} */
    this.code = body.code;
    this.data = body.data ?? {};
  }
}

/** Somebody was asked for a password and would not give it. There is nothing to say about it. */
export class Cancelled extends Error {}

/** What to do when the server wants to know who is there. The app puts its dialogs here; each answers whether to try again. */
export const door = {
  signIn: async () => false,
  confirm: async () => false,
};

/**
 * Asks the admin API. Throws a Fault, or Cancelled.
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @param {{ poll?: boolean, atDoor?: boolean }} [how] `poll` keeps nobody signed in; `atDoor` is a request of the dialogs themselves
 * @returns {Promise<Response>}
 */
export async function request(method, path, body, how = {}) {
  const answer = await fetch(root + path, {
    method,
    headers: {
      'Accept-Language': language,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(how.poll ? { 'X-HeadlessKey-Poll': '1' } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: 'no-store',
  }).catch(() => {
    throw new Fault(0, { code: 'unreachable' });
  });
  if (answer.ok) {
    return answer;
  }

  const fault = new Fault(answer.status, await answer.json().catch(() => ({ code: 'unreadable' })));
  const ask = fault.code === 'headlesskey_admin_signed_out' ? door.signIn : fault.code === 'headlesskey_admin_confirm' ? door.confirm : null;
  if (!ask || how.atDoor) {
    throw fault;
  }

  if (!(await ask())) {
    throw new Cancelled();
  }

  return request(method, path, body, how);
}

/** @param {string} path @param {{ poll?: boolean }} [how] @returns {Promise<any>} */
export const get = async (path, how) => (await request('GET', path, undefined, how)).json();

/** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
export const send = async (method, path, body) => (await request(method, path, body)).json();

/**
 * A path with what is asked for, without what is empty.
 * @param {string} path
 * @param {Record<string, string | number | null | undefined>} query
 */
export function withQuery(path, query) {
  const given = Object.entries(query).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return given.length ? `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : path;
}
