using System.Text.RegularExpressions;

namespace HeadlessKey.Roles;

/// <summary>WordPress's role names. Any other name of the same form is a role too.</summary>
internal static partial class Role
{
    public const string Administrator = "administrator";
    public const string Editor = "editor";
    public const string Author = "author";
    public const string Contributor = "contributor";
    public const string Subscriber = "subscriber";

    public static bool IsValid(string name) => Pattern.IsMatch(name);

    [GeneratedRegex(@"^[a-z0-9_-]{1,60}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern { get; }
}
