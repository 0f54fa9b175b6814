import { make } from '../ui/dom.js';
import { clearFaults, inputField, showFault } from './form.js';

/** @typedef {import('./element.js').HeadlessKeyLogin} Host  the element that shows a view */
/** @typedef {import('./form.js').Field} Field */

/**
 * A heading, a form, and the ways to other views.
 * @param {Host} host
 * @param {object} view
 * @param {string} view.title
 * @param {string | false | null} [view.lead]
 * @param {Field[]} view.fields
 * @param {Node | null} [view.extra]
 * @param {string} view.submit
 * @param {string} view.route
 * @param {() => Record<string, unknown>} [view.add] what is sent besides the fields
 * @param {(answer: any, sent: Record<string, any>) => void} view.done
 * @param {(Node | false | null)[]} [view.ways]
 */
export function formView(host, view) {
  const { texts } = host;
  const button = make('button', { type: 'submit', class: 'main', part: 'button' }, view.submit);
  const form = make('form', {
    part: 'form', novalidate: true, 'aria-labelledby': 'title',
    submit: async (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      clearFaults(form);
      const sent = { ...Object.fromEntries([...new FormData(form)].filter(([name]) => name !== 'remember')), ...view.add?.() };
      button.disabled = true;
      button.setAttribute('aria-busy', 'true');
      const answer = await host.session.api.post(view.route, sent);
      button.disabled = false;
      button.removeAttribute('aria-busy');
      if (answer.ok) {
        view.done(answer.body, sent);
      } else {
        showFault(form, answer.body, texts);
        host.tell('headlesskey-error', { code: answer.body.code, status: answer.status, message: answer.body.message ?? texts.unreachable });
        answer.body.code === 'headlesskey_email_not_verified' && form.after(resend(host, String(sent.username)));
      }
    },
  },
  ...view.fields.map((field) => inputField(field, texts)),
  view.extra,
  make('p', { class: 'error problem', part: 'error', role: 'alert' }),
  button);
  return [heading(view.title), lead(view.lead), form, ways(view.ways)];
}

/**
 * A heading and a sentence: how something went.
 * @param {{ title: string, lead?: string | null, ways?: (Node | false | null)[] }} view
 */
export function wordView(view) {
  return [heading(view.title), lead(view.lead), ways(view.ways)];
}

/** @param {string} text */
const heading = (text) => make('h2', { id: 'title', part: 'heading', tabindex: '-1' }, text);

/** @param {string | false | null | undefined} text */
const lead = (text) => text && make('p', { class: 'lead', part: 'lead' }, text);

/** @param {(Node | false | null)[] | undefined} links */
const ways = (links) => {
  const shown = links?.filter((link) => link) ?? [];
  return shown.length > 0 && make('div', { class: 'ways', part: 'links' }, .../** @type {Node[]} */ (shown));
};

/**
 * A button that looks like a link.
 * @param {string} text
 * @param {() => void} go
 */
export const way = (text, go) => make('button', { type: 'button', class: 'way', part: 'link', click: go }, text);

/**
 * Asks for another verification mail. The answer is the same for everybody.
 * @param {Host} host
 * @param {string} login
 */
export function resend(host, login) {
  const button = way(host.texts.resend, async () => {
    button.disabled = true;
    const answer = await host.session.api.post('/verify-email/resend', { login });
    button.replaceWith(make('p', { class: 'lead', part: 'lead', role: 'status' }, answer.ok ? host.texts.resentLead : answer.body.message ?? host.texts.unreachable));
  });
  return button;
}
