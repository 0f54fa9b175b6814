using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace HeadlessKey.Passwords.Formats;

/// <summary>
/// bcrypt, <c>$2y$10$…</c>, also under the names 2a and 2b. It sees 72 bytes of a password and no more, which is its own way; a NUL,
/// where it would stop, matches nothing. The library refuses long passwords at once, which the clock would show: it gets what bcrypt sees.
/// </summary>
internal sealed partial class BcryptHash : StoredHash
{
    private const int LeastCost = 4;
    private const int MostCost = 13;
    private const int SeenBytes = 72;
    private const int HashStart = 29; // behind the scheme, the cost and the 22 letters of salt

    private readonly string stored;
    private readonly int cost;

    private BcryptHash(string stored, int cost)
    {
        this.stored = stored;
        this.cost = cost;
    }

    /// <summary>2 to the power of its cost.</summary>
    public long Rounds => 1L << cost;

    public override bool IsTooDear => cost > MostCost;

    public override bool IsSupported => Libcrypt.IsThere;

    public static new BcryptHash? TryRead(string stored) =>
        Form.Match(stored) is { Success: true } match
        && int.Parse(match.Groups["cost"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) is >= LeastCost and <= 31 and var cost
            ? new BcryptHash(stored, cost)
            : null;

    public override bool Matches(string password) => TypedPassword.Forms(password).Any(Matches);

    /// <summary>Whether it was made of exactly these bytes.</summary>
    public bool Matches(byte[] password) =>
        !password.AsSpan().Contains((byte)0)
        && Compute(password, stored) is { Length: var length } computed
        && length == stored.Length
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(stored[HashStart..]), computed.AsSpan(HashStart));

    public override HashWork WorkFor(string password) => new(HashWorkKind.Bcrypt, TypedPassword.Forms(password).Count * Rounds);

    /// <summary>Does the work of so many rounds, in as few hashes as possible: its cost is a power of two.</summary>
    public static void Spend(string password, long rounds)
    {
        var seen = Encoding.UTF8.GetBytes(password);
        for (var power = MostCost; power >= LeastCost; power--)
        {
            for (; rounds >= 1L << power; rounds -= 1L << power)
            {
                Compute(seen, string.Create(CultureInfo.InvariantCulture, $"$2y${power:00}$abcdefghijklmnopqrstuu"));
            }
        }
    }

    private static byte[]? Compute(byte[] password, string setting) =>
        Libcrypt.TryCrypt(password.AsSpan(0, Math.Min(password.Length, SeenBytes)), setting);

    [GeneratedRegex(@"^\$2[aby]\$(?<cost>\d\d)\$[./A-Za-z0-9]{53}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form { get; }
}
