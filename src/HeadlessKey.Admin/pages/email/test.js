import { send } from '../../ui/api.js';
import { make } from '../../ui/dom.js';
import { form } from '../../ui/form.js';
import { nameOfLanguage } from '../../ui/language.js';
import { card, notice } from '../../ui/parts.js';
import { words } from './words.js';

/** Sends one mail at once, and shows what the mail server said. @param {string[]} languages */
export function testCard(languages) {
  const answer = make('div', { role: 'status' });
  return card(words.test, make('p', { class: 'lead' }, words.testLead), form({
    fields: [
      { name: 'to', label: words.to, kind: 'email', autocomplete: 'email' },
      { name: 'language', label: words.language, kind: 'choice', value: languages[0], choices: languages.map((each) => [each, nameOfLanguage(each)]) },
    ],
    submit: words.testButton,
    send: async (values) => {
      answer.replaceChildren();
      const result = await send('POST', '/email/test', values);
      answer.replaceChildren(notice(result.sent ? 'good' : 'wrong', make('p', {}, result.sent ? words.sent : words.notSent), make('p', { class: 'mono' }, result.answer)));
    },
  }), answer);
}
