using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HeadlessKey.Secrets;
using HeadlessKey.Users;

namespace HeadlessKey.PasswordRecovery;

/// <summary>What is mailed, and what is kept of it. A code is short enough to be tried out on a stolen copy, so its hash has a key.</summary>
internal sealed class RecoverySecrets(MasterKey masterKey)
{
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    private const int CodeDigits = 8;
    private const int Codes = 100_000_000;

    /// <summary>Eight digits. All noughts is what a careless comparison takes for nothing at all, so it never is one.</summary>
    public static string NewCode() => RandomNumberGenerator.GetInt32(1, Codes).ToString($"D{CodeDigits}", CultureInfo.InvariantCulture);

    /// <summary>The code that somebody typed; null when it cannot be one.</summary>
    public static string? ReadCode(string typed) => typed.Trim() is { Length: CodeDigits } code && code.All(char.IsAsciiDigit) ? code : null;

    public static string HashOfLink(string token) => SecretHash.Of(token);

    /// <summary>Bound to the person and the row: moved to another, it matches nothing.</summary>
    public string HashOfCode(long userId, string recoveryId, string code) => masterKey.Digest("recovery-code", $"{userId}/{recoveryId}/{code}");

    /// <summary>Whether that is the code. Without one to compare with it takes as long, and is not.</summary>
    public bool IsCode(Recovery? recovery, string? code)
    {
        var given = HashOfCode(recovery?.UserId ?? 0, recovery?.Id ?? string.Empty, code ?? string.Empty);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), Encoding.ASCII.GetBytes(recovery?.SecretHash ?? new string('-', given.Length)))
            && code is not null;
    }

    /// <summary>Under what the tries of a person are counted, or those of a name that nobody has. It cannot be read back.</summary>
    /// <param name="userId">Whose; 0 for nobody's.</param>
    /// <param name="typed">The name that was typed.</param>
    public string SubjectOf(long userId, string typed) =>
        masterKey.Digest("recovery-limit", userId == 0 ? $"name/{UserPolicy.Key(typed)}" : string.Create(CultureInfo.InvariantCulture, $"user/{userId}"));
}
