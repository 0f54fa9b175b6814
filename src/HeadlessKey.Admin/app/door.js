import { door, request } from '../ui/api.js';
import { formDialog } from '../ui/dialog.js';
import { make } from '../ui/dom.js';
import { form } from '../ui/form.js';
import { words } from './words.js';

/** @typedef {{ user: { id: number, login: string, display_name: string }, confirmed_until: string }} Session */

/** @type {import('../ui/field.js').FieldSpec} */
const password = { name: 'password', label: words.password, kind: 'password', autocomplete: 'current-password' };
/** @type {import('../ui/field.js').FieldSpec} */
const username = { name: 'username', label: words.login, autocomplete: 'username', maxlength: 254 };

/** Who is signed in, or null. @returns {Promise<Session | null>} */
export async function findSession() {
  try {
    return await (await request('GET', '/session', undefined, { atDoor: true })).json();
  } catch (error) {
    if (/** @type {any} */ (error).status === 401) {
      return null;
    }

    throw error;
  }
}

/** The page for anyone who is not signed in. @param {(session: Session) => void} enter */
export const signInPage = (enter) => make('main', {},
  make('p', { class: 'brand' }, 'HeadlessKey'),
  make('h1', {}, words.signIn),
  make('p', { class: 'lead' }, words.signInLead),
  form({
    fields: [username, password],
    submit: words.signIn,
    send: async (values) => enter(await (await request('POST', '/session', values, { atDoor: true })).json()),
  }));

export async function signOut() {
  await request('DELETE', '/session', undefined, { atDoor: true }).catch(() => null); // who wants to leave leaves, whatever the server says
  location.assign('/admin');
}

/** Lets people in again where a session has ended meanwhile. @param {Session} session */
export function guardDoor(session) {
  door.signIn = oneAtATime(async () => {
    const again = await formDialog({
      title: words.ended,
      lead: words.endedLead,
      fields: [{ ...username, value: session.user.login }, password],
      submit: words.signIn,
      send: async (values) => {
        const next = await (await request('POST', '/session', values, { atDoor: true })).json();
        next.user.id === session.user.id || location.reload(); // somebody else: nothing of the page before is theirs
      },
    });
    again || location.assign('/admin');
    return again;
  });
  door.confirm = oneAtATime(() => formDialog({
    title: words.confirm,
    lead: words.confirmLead,
    fields: [{ ...username, value: session.user.login, readonly: true }, password],
    submit: words.confirmButton,
    send: async ({ password: typed }) => {
      await request('POST', '/session/confirm', { password: typed }, { atDoor: true });
    },
  }));
}

/** However many requests come to a closed door, one dialog opens. @param {() => Promise<boolean>} ask */
function oneAtATime(ask) {
  /** @type {Promise<boolean> | null} */
  let open = null;
  return () => (open ??= ask().finally(() => {
    open = null;
  }));
}
