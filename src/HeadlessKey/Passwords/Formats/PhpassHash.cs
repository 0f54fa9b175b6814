using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace HeadlessKey.Passwords.Formats;

/// <summary>
/// phpass's portable hash: MD5 again and again. WordPress up to 6.7 writes it as <c>$P$</c>, phpBB as <c>$H$</c>.
/// </summary>
internal sealed partial class PhpassHash : StoredHash
{
    private const string Letters = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int CostAt = 3;
    private const int LeastCost = 7;
    private const int MostCost = 20;
    private const int SaltAt = 4;
    private const int SaltBytes = 8;
    private const int HashAt = SaltAt + SaltBytes;

    private readonly byte[] salt;
    private readonly byte[] hash;
    private readonly int cost;

    private PhpassHash(string stored)
    {
        cost = Letters.IndexOf(stored[CostAt], StringComparison.Ordinal);
        salt = Encoding.ASCII.GetBytes(stored.Substring(SaltAt, SaltBytes));
        hash = Encoding.ASCII.GetBytes(stored[HashAt..]);
    }

    public override bool IsTooDear => cost > MostCost;

    public static new PhpassHash? TryRead(string stored) =>
        Form.IsMatch(stored) && new PhpassHash(stored) is { cost: >= LeastCost } read ? read : null;

    public override bool Matches(string password) => TypedPassword.Forms(password).Any(Matches);

    public override HashWork WorkFor(string password) => new(HashWorkKind.Md5, TypedPassword.Forms(password).Count * (1L << cost));

    /// <summary>Does the work of so many rounds. The longer the password, the more each takes.</summary>
    public static void Spend(string password, long rounds) => Repeat(new byte[MD5.HashSizeInBytes], Encoding.UTF8.GetBytes(password), rounds);

    private bool Matches(byte[] password) => CryptographicOperations.FixedTimeEquals(Encode(Derive(password)), hash);

#pragma warning disable CA5351 // the format is MD5; the next sign-in replaces it
    private byte[] Derive(byte[] password) => Repeat(MD5.HashData([.. salt, .. password]), password, 1L << cost);

    private static byte[] Repeat(byte[] derived, byte[] password, long rounds)
    {
        var buffer = new byte[derived.Length + password.Length];
        password.CopyTo(buffer, derived.Length);
        for (; rounds > 0; rounds--)
        {
            derived.CopyTo(buffer, 0);
            MD5.HashData(buffer, derived);
        }

        return derived;
    }
#pragma warning restore CA5351

    // Six bits a letter, the lowest first.
    private static byte[] Encode(byte[] derived)
    {
        var text = new List<byte>(22);
        for (var i = 0; i < derived.Length; i += 3)
        {
            var bits = derived[i] | (i + 1 < derived.Length ? derived[i + 1] << 8 : 0) | (i + 2 < derived.Length ? derived[i + 2] << 16 : 0);
            for (var letter = 0; letter <= Math.Min(3, derived.Length - i); letter++)
            {
                text.Add((byte)Letters[(bits >> (6 * letter)) & 63]);
            }
        }

        return [.. text];
    }

    [GeneratedRegex(@"^\$[PH]\$[./0-9A-Za-z]{31}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form { get; }
}
