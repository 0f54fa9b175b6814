import { make } from './dom.js';

/**
 * Saves what the server has sent as a file. Its name.
 * @param {Response} answer
 * @param {string} otherwise what it is called when the server does not say
 */
export async function save(answer, otherwise) {
  const name = /filename="?([^";]+)/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1] ?? otherwise;
  const address = URL.createObjectURL(await answer.blob());
  make('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return name;
}
