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
  const whole = report.findings.length === 0;
  dialog(words.verifyTitle, () => [
    notice(whole ? 'good' : 'wrong', make('p', {}, whole ? words.whole : words.broken)),
    whole ? null : make('ul', {}, ...report.findings.map((/** @type {any} */ finding) => make('li', {}, typeof finding === 'string' ? finding : finding.message))),
    facts([
      [words.seals, number(report.seals)],
      [words.events, number(report.events)],
      [words.notSealed, number(report.not_sealed_yet)],
      [words.removed, number(report.removed_up_to_id)],
    ]),
  ]);
});
