// The pages that mailed links lead to, where no other is set. Each is one view of <headlesskey-login>, without a way to sign in: people do
// that where they came from.

/** @type {Record<string, { views: string, en: string, zh: string }>} */
const pages = {
  reset: { views: 'reset forgot', en: 'Reset your password', zh: '重置密码' },
  verify: { views: 'verify', en: 'Confirm your e-mail address', zh: '确认电子邮件地址' },
  register: { views: 'register', en: 'Create your account', zh: '创建账户' },
};

const view = location.pathname.split('/').filter(Boolean).at(-1)?.toLowerCase() ?? '';
const page = pages[view];
const element = document.createElement('headlesskey-login');
element.setAttribute('view', view);
element.setAttribute('views', page.views);
element.setAttribute('links', '');

// The page's own language is English only until it is known what the reader speaks.
document.documentElement.removeAttribute('lang');
document.querySelector('main')?.append(element);
await customElements.whenDefined('headlesskey-login');
const { language } = /** @type {any} */ (element);
document.documentElement.lang = language;
document.title = language === 'en' ? page.en : page.zh;

export {};
