using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.Directory.Transfer;

/// <summary>
/// The logins and addresses that a dry run has come across, which no database tells it. 64 bits of a hash stand for each: 16 bytes or so
/// a row.
/// </summary>
internal sealed class SeenNames
{
    private readonly HashSet<long> logins = [];
    private readonly HashSet<long> emails = [];

    /// <summary>Notes both. Whether each was there before.</summary>
    public (bool Login, bool Email) Add(ImportedUser user) => (!logins.Add(Short(user.LoginKey)), !emails.Add(Short(user.EmailKey)));

    private static long Short(string key) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
