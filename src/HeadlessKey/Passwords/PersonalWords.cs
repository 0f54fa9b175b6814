using System.Net;

namespace HeadlessKey.Passwords;

/// <summary>Words that somebody who knows the person or the site would try first, and that a password must not have inside.</summary>
internal sealed class PersonalWords
{
    private const int Shortest = 3; // "al" is in too many words to mean anything

    // Between a name and the country: example.co.uk is about "example".
    private static readonly string[] SecondLevel = ["ac", "co", "com", "edu", "gov", "net", "or", "org"];

    private readonly string[] words;

    private PersonalWords(params IEnumerable<string> words) =>
        this.words = [.. words.Select(word => word.Trim().ToLowerInvariant()).Where(word => word.Length >= Shortest).Distinct(StringComparer.Ordinal)];

    /// <summary>The login; of one that is an address, what stands before the @.</summary>
    public static PersonalWords OfLogin(string? login) => new(login is null ? string.Empty : LocalPart(login));

    /// <summary>What stands before the @, without a +tag.</summary>
    public static PersonalWords OfEmail(string? email) => new(email is null ? string.Empty : LocalPart(email));

    /// <summary>
    /// The site's name, and of its host the one label that names it: <c>example</c> of <c>www.example.co.uk</c>. A host without a dot and
    /// an IP address name nothing: they are ordinary words and numbers on somebody's own machine.
    /// </summary>
    public static PersonalWords OfSite(string? siteName, string? publicUrl) =>
        new(siteName ?? string.Empty, (siteName ?? string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal), NameOfHost(publicUrl));

    public bool AreIn(string password)
    {
        var lower = password.ToLowerInvariant();
        return Array.Exists(words, word => lower.Contains(word, StringComparison.Ordinal));
    }

    private static string LocalPart(string address)
    {
        var local = address.Split('@')[0];
        return local.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus ? local[..plus] : local;
    }

    private static string NameOfHost(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || IPAddress.TryParse(address.Host.Trim('[', ']'), out _))
        {
            return string.Empty;
        }

        var labels = address.IdnHost.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return labels switch
        {
            [.., var name, var second, { Length: 2 }] when SecondLevel.Contains(second, StringComparer.OrdinalIgnoreCase) => name,
            [.., var name, _] => name,
            _ => string.Empty,
        };
    }
}
