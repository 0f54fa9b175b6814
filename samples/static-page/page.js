// What a front end does with a sign-in: take an access token along to an API. Here that is the server's own /me.
const login = /** @type {any} */ (document.querySelector('headlesskey-login'));
const profile = /** @type {HTMLElement} */ (document.getElementById('profile'));

document.addEventListener('headlesskey-signed-in', async () => {
  const answer = await fetch('http://127.0.0.1:5080/wp-json/headlesskey/v1/me', {
    headers: { Authorization: `Bearer ${await login.accessToken()}` }, // refreshed when it has to be
  });
  const { user_login, user_email, roles } = await answer.json();
  /** @type {HTMLElement} */ (profile.querySelector('pre')).textContent = JSON.stringify({ user_login, user_email, roles }, null, 2);
  profile.hidden = false;
});

document.addEventListener('headlesskey-signed-out', () => {
  profile.hidden = true;
});

export {};
