import { get } from '../../ui/api.js';
import { make } from '../../ui/dom.js';
import { Page } from '../../ui/page.js';
import { badge, button, card, facts, link, notice, time } from '../../ui/parts.js';
import { table } from '../../ui/table.js';
import { downloadBackup } from './backup.js';
import { words } from './words.js';

class SystemPage extends Page {
  get heading() {
    return words.title;
  }

  get lead() {
    return words.lead;
  }

  /** @param {{ poll?: boolean }} how */
  async load(how) {
    const [system, doctor] = await Promise.all([get('/system', how), get('/system/doctor', how)]);
    return { system: { ...system, uptime: undefined }, doctor };
  }

  /** @param {{ system: any, doctor: { ok: boolean, items: any[] } }} data */
  view({ system, doctor }) {
    return [
      verdict(doctor),
      checks(doctor.items),
      make('div', { class: 'grid' }, server(system), card(words.backup,
        make('p', { class: 'lead' }, system.backup === 'database' ? words.backupDatabase : words.backupKey),
        make('p', {}, button(words.backupButton, () => downloadBackup(), 'main', 'backup')))),
    ];
  }
}

customElements.define('hk-system', SystemPage);
export default () => new SystemPage();

/** @param {{ ok: boolean, items: any[] }} doctor */
const verdict = ({ ok, items }) => !ok ? notice('warning', make('p', {}, words.unwell))
  : items.every(({ status }) => status === 'ok') ? notice('good', make('p', {}, words.healthy)) : notice('info', make('p', {}, words.fair));

const colours = /** @type {const} */ ({ ok: 'good', warning: 'warn', wrong: 'wrong' });

/** @param {any[]} items */
const checks = (items) => make('div', { class: 'brief' }, table(words.doctor, [
  { label: words.check, kind: 'main', cell: ({ check }) => words.checks[check] ?? check },
  { label: words.status, cell: ({ status }) => badge(words.statuses[/** @type {keyof typeof colours} */ (status)], colours[/** @type {keyof typeof colours} */ (status)]) },
  { label: words.message, cell: ({ message }) => message ?? '' },
], items));

/** @param {any} system */
const server = (system) => card(words.server, facts([
  [words.version, system.version],
  [words.runtime, system.runtime],
  [words.os, system.os],
  [words.engine, system.engine],
  [words.schema, system.schema],
  [words.publicUrl, system.public_url],
  [words.issuer, system.issuer],
  [words.restRoot, make('span', { class: 'mono' }, system.rest_root)],
  [words.dataFolder, make('span', { class: 'mono' }, system.data_folder)],
  [words.started, time(system.started_at)],
]), make('p', {}, link('/docs/', words.documents), ' · ', link('/openapi/v1.json', words.openapi)));
