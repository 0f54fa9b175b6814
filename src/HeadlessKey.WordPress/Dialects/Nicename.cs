using System.Text;
using HeadlessKey.Users;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>The name of a person in addresses.</summary>
internal static class Nicename
{
    /// <summary>WordPress's own, or one made of the login as WordPress makes it.</summary>
    public static string Of(User user) => user.Nicename ?? OfLogin(user.Login);

    private static string OfLogin(string login)
    {
        var name = new StringBuilder(login.Length);
        foreach (var c in login.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '_')
            {
                name.Append(c);
            }
            else if (c is ' ' or '-' or '.' && name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        return name.ToString().TrimEnd('-');
    }
}
