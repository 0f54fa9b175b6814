import { send } from '../../ui/api.js';
import { formDialog } from '../../ui/dialog.js';
import { words } from './words.js';

/**
 * Asks for everything that an entry says; what is left empty follows from the other HeadlessKey's URL, or has a default. The secret that signs
 * the calls is made by the server, and handed out once, unless the other side has made one already.
 * @param {() => Promise<void>} saved
 * @returns {Promise<string | null>} the secret that was made
 */
export async function addSite(saved) {
  let secret = null;
  await formDialog({
    title: words.add,
    lead: words.addLead,
    fields: [
      { name: 'key', label: words.key, hint: words.keyHint, maxlength: 64 },
      { name: 'name', label: words.name, maxlength: 100, optional: true },
      { name: 'url', label: words.url, hint: words.urlHint, maxlength: 2000, optional: true },
      { name: 'algorithm', label: words.algorithm, kind: 'choice', value: 'ES256', choices: ['HS256', 'RS256', 'ES256'].map((each) => [each, each]) },
      { name: 'secret', label: words.shared, kind: 'password', hint: words.sharedHint, optional: true },
      { name: 'known_as', label: words.knownAs, hint: words.knownAsHint, maxlength: 64, optional: true },
      { name: 'people', label: words.people, kind: 'choice', value: 'provision', choices: Object.entries(words.peopleChoices) },
      { name: 'role_map', label: words.roles, kind: 'list', hint: words.rolesHint },
      { name: 'trusts_email', label: words.trustsEmail, kind: 'flag', hint: words.trustsEmailHint },
      { name: 'requires_nonce', label: words.requiresNonce, kind: 'flag', value: true, hint: words.requiresNonceHint },
      { name: 'issuer', label: words.issuer, hint: words.issuerHint, optional: true },
      { name: 'audience', label: words.audience, hint: words.audienceHint, optional: true },
      { name: 'jwks_url', label: words.jwks, hint: words.oneOf, optional: true },
      { name: 'public_key', label: words.publicKey, kind: 'area', optional: true },
      { name: 'token_secret', label: words.tokenSecret, kind: 'password', optional: true },
      { name: 'userinfo_url', label: words.userinfo, hint: words.userinfoHint, optional: true },
      { name: 'logout_url', label: words.logout, optional: true },
    ],
    submit: words.addButton,
    send: async ({ role_map, ...values }) => {
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
      secret = (await send('POST', '/sites', { ...given, role_map: readMap(role_map) })).secret;
      await saved();
    },
  });
  return secret;
}

/** A line without = gives a role that no server accepts, so that it is complained of. @param {string[]} lines */
const readMap = (lines) => Object.fromEntries(lines.map((line) => {
  const [remote, ...local] = line.split('=');
  return [remote.trim(), local.join('=').trim()];
}));
