import { send } from '../../ui/api.js';
import { formDialog } from '../../ui/dialog.js';
import { words } from './words.js';

/**
 * Asks for everything that an entry says. The secret that signs the calls is made by the server, and handed out once.
 * @param {() => Promise<void>} saved
 * @returns {Promise<string | null>}
 */
export async function addSite(saved) {
  let secret = null;
  await formDialog({
    title: words.add,
    lead: words.oneOf,
    fields: [
      { name: 'key', label: words.key, hint: words.keyHint, maxlength: 64 },
      { name: 'name', label: words.name, maxlength: 100 },
      { name: 'issuer', label: words.issuer, hint: words.issuerHint },
      { name: 'algorithm', label: words.algorithm, kind: 'choice', value: 'ES256', choices: ['HS256', 'RS256', 'ES256'].map((each) => [each, each]) },
      { name: 'jwks_url', label: words.jwks, optional: true },
      { name: 'public_key', label: words.publicKey, kind: 'area', optional: true },
      { name: 'token_secret', label: words.tokenSecret, kind: 'password', autocomplete: 'off', optional: true },
      { name: 'userinfo_url', label: words.userinfo, hint: words.userinfoHint, optional: true },
      { name: 'people', label: words.people, kind: 'choice', value: 'provision', choices: Object.entries(words.peopleChoices) },
      { name: 'roles', label: words.roles, kind: 'list', hint: words.rolesHint },
      { name: 'logout_url', label: words.logout, optional: true },
    ],
    submit: words.addButton,
    send: async ({ roles, ...values }) => {
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
      const map = Object.fromEntries(roles.map((/** @type {string} */ line) => line.split('=').map((part) => part.trim())));
      secret = (await send('POST', '/sites', { ...given, role_map: map })).secret ?? null;
      await saved();
    },
  });
  return secret;
}
