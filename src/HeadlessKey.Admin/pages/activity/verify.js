import { send } from '../../ui/api.js';
import { dialog } from '../../ui/dialog.js';
import { make } from '../../ui/dom.js';
import { number } from '../../ui/format.js';
import { facts, notice } from '../../ui/parts.js';
import { act } from '../../ui/toast.js';
import { words } from './words.js';

/** Compares every sealed event with its seal, and says what was found. @param {Event} event */
export const verify = (event) => act(/** @type {HTMLButtonElement} */ (event.currentTarget), async () => {
  const report = await send('POST', '/activity/verify');
  const whole = report.ok;
  dialog(words.verifyTitle, () => [
    notice(whole ? 'good' : 'wrong', make('p', {}, whole ? words.whole : words.broken)),
    whole ? null : make('ul', {}, ...report.findings.map((/** @type {any} */ finding) => make('li', {}, words.finding(finding.what, finding.first_id, finding.last_id)))),
    facts([
      [words.seals, number(report.seals)],
      [words.events, number(report.rows)],
      [words.notSealed, number(report.unsealed)],
    ]),
  ]);
});
