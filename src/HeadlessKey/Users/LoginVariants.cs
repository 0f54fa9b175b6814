using System.Globalization;
using System.Security.Cryptography;

namespace HeadlessKey.Users;

/// <summary>Variants of a taken login, for somebody who has proven an address and can no longer be asked.</summary>
internal static class LoginVariants
{
    private const int LastNumber = 20;

    /// <summary>The login itself, then <c>ada-2</c> and so on, and in the end one by chance.</summary>
    public static IEnumerable<string> Of(string login)
    {
        yield return login;
        for (var number = 2; number <= LastNumber; number++)
        {
            yield return WithNumber(login, number);
        }

        yield return WithNumber(login, RandomNumberGenerator.GetInt32(100_000, 1_000_000));
    }

    // What looks like an address must be the account's own, so only what stands before its @ is varied.
    private static string WithNumber(string login, int number)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $"-{number}");
        var stem = login.Split('@')[0];
        return stem[..Math.Min(stem.Length, UserPolicy.LongestLogin - suffix.Length)] + suffix;
    }
}
