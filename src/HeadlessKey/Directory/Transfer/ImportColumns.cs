using System.Text;

namespace HeadlessKey.Directory.Transfer;

/// <summary>What other systems call their columns: WordPress and wp-cli, ASP.NET Core Identity, and our own export.</summary>
internal static class ImportColumns
{
    private static readonly Dictionary<string, ImportColumn> Names = new(StringComparer.Ordinal)
    {
        ["id"] = ImportColumn.Id,
        ["userlogin"] = ImportColumn.Login,
        ["username"] = ImportColumn.Login,
        ["login"] = ImportColumn.Login,
        ["useremail"] = ImportColumn.Email,
        ["email"] = ImportColumn.Email,
        ["displayname"] = ImportColumn.DisplayName,
        ["name"] = ImportColumn.DisplayName,
        ["firstname"] = ImportColumn.FirstName,
        ["lastname"] = ImportColumn.LastName,
        ["nickname"] = ImportColumn.Nickname,
        ["locale"] = ImportColumn.Locale,
        ["userpass"] = ImportColumn.PasswordHash,
        ["passwordhash"] = ImportColumn.PasswordHash,
        ["userregistered"] = ImportColumn.Registered,
        ["registered"] = ImportColumn.Registered,
        ["roles"] = ImportColumn.Roles,
        ["role"] = ImportColumn.Roles,
        ["emailconfirmed"] = ImportColumn.EmailVerified,
        ["emailverified"] = ImportColumn.EmailVerified,
        ["disabled"] = ImportColumn.Disabled,
        ["lockoutend"] = ImportColumn.LockoutEnd,
    };

    /// <summary>What the column is about; null: nothing that is taken over.</summary>
    public static ImportColumn? Find(string name)
    {
        var letters = new StringBuilder();
        foreach (var letter in name.Where(char.IsAsciiLetterOrDigit))
        {
            letters.Append(char.ToLowerInvariant(letter));
        }

        var plain = letters.ToString();
        return Names.TryGetValue(plain, out var column) ? column
            : plain.EndsWith("capabilities", StringComparison.Ordinal) ? ImportColumn.Capabilities // wp_capabilities: the prefix is the site's
            : null;
    }
}
