import { Fault, request } from '../../ui/api.js';
import { formDialog } from '../../ui/dialog.js';
import { save } from '../../ui/download.js';
import { toast } from '../../ui/toast.js';
import { words } from './words.js';

/** Asks for a passphrase and saves what the server gives. */
export const downloadBackup = () => formDialog({
  title: words.backupButton,
  lead: words.passphraseHint,
  fields: [
    { name: 'passphrase', label: words.passphrase, kind: 'password', autocomplete: 'new-password' },
    { name: 'again', label: words.again, kind: 'password', autocomplete: 'new-password' },
  ],
  submit: words.download,
  send: async ({ passphrase, again }) => {
    if (passphrase !== again) {
      throw new Fault(400, { code: 'rest_invalid_param', data: { params: { again: words.notSame } } });
    }

    toast(words.downloaded(await save(await request('POST', '/system/backup', { passphrase }), 'headlesskey.backup')));
  },
});
