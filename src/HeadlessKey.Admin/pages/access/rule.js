import { Fault, send } from '../../ui/api.js';
import { formDialog } from '../../ui/dialog.js';
import { sayRule } from './matrix.js';
import { words } from './words.js';

const some = 'roles';
const standard = '';

/**
 * Asks who may use an endpoint, and from where.
 * @param {any} item
 * @param {string[]} roles
 * @param {() => Promise<void>} saved
 */
export function editRule(item, roles, saved) {
  const named = !['public', 'authenticated', 'off'].includes(item.rule);
  const [ruleKey, networksKey] = [`Access:Rules:${item.route}`, `Access:Networks:${item.route}`];
  /** @type {[string, string][]} */
  const choices = [
    [standard, words.ruleDefault(sayRule(item.default_rule))],
    ...(item.needs_user ? [] : [/** @type {[string, string]} */ (['public', words.rules.public])]),
    ['authenticated', words.rules.authenticated],
    [some, words.rolesOption],
    ['off', words.rules.off],
  ];
  return formDialog({
    title: words.editTitle(item.route),
    lead: words.offWarning,
    fields: [
      { name: ruleKey, label: words.rule, kind: 'choice', choices, value: named ? some : item.rule === item.default_rule ? standard : item.rule, readonly: item.rule_locked },
      { name: 'roles', label: words.roles, kind: 'list', value: named ? item.rule.split(',') : [], hint: `${words.rolesHint} ${roles.join(', ')}`, readonly: item.rule_locked },
      { name: networksKey, label: words.networksLabel, kind: 'list', value: item.networks, hint: words.networksHint, readonly: item.networks_locked },
    ],
    submit: words.edit,
    send: async (values) => {
      if (values[ruleKey] === some && values.roles.length === 0) {
        throw new Fault(0, { code: 'rest_invalid_param', data: { params: { roles: words.rolesMissing } } }); // no name at all would be the default
      }

      const rule = values[ruleKey] === some ? values.roles.join(',') : values[ruleKey];
      const networks = values[networksKey].join(', ');
      await send('PATCH', '/settings', {
        changes: {
          ...(item.rule_locked ? {} : { [ruleKey]: rule === standard ? null : rule }),
          ...(item.networks_locked ? {} : { [networksKey]: networks || null }),
        },
      });
      await saved();
    },
  });
}
