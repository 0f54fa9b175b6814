using HeadlessKey.Backup;
using HeadlessKey.Http;

namespace HeadlessKey.Admin.Api.Server;

/// <summary>A backup to make.</summary>
/// <param name="Passphrase">What opens it again, 12 characters or more.</param>
internal sealed record BackupRequest(string Passphrase)
{
    public static BackupRequest Bind(RequestFields fields)
    {
        var passphrase = fields.Required("passphrase", 1024);
        if (passphrase.Length is > 0 and < BackupMaker.ShortestPassphrase)
        {
            fields.Refuse("passphrase", Messages.PassphraseTooShort(BackupMaker.ShortestPassphrase));
        }

        return new BackupRequest(passphrase);
    }

    public override string ToString() => nameof(BackupRequest); // never the passphrase
}
