namespace HeadlessKey.Roles;

/// <summary>
/// What WordPress lets each of its roles do out of the box, for front ends that ask for a capability rather than a role.
/// A role of another name brings only itself.
/// </summary>
internal static class RoleCapabilities
{
    private static readonly string[] Subscriber = ["read", "level_0"];

    private static readonly string[] Contributor = [.. Subscriber, "edit_posts", "delete_posts", "level_1"];

    private static readonly string[] Author =
        [.. Contributor, "upload_files", "edit_published_posts", "publish_posts", "delete_published_posts", "level_2"];

    private static readonly string[] Editor =
    [
        .. Author, "moderate_comments", "manage_categories", "manage_links", "unfiltered_html", "edit_others_posts",
        "delete_others_posts", "edit_private_posts", "delete_private_posts", "read_private_posts", "edit_pages", "edit_others_pages",
        "edit_published_pages", "publish_pages", "delete_pages", "delete_others_pages", "delete_published_pages",
        "edit_private_pages", "delete_private_pages", "read_private_pages", "level_3", "level_4", "level_5", "level_6", "level_7",
    ];

    private static readonly string[] Administrator =
    [
        .. Editor, "switch_themes", "edit_themes", "activate_plugins", "edit_plugins", "edit_users", "edit_files", "manage_options",
        "import", "export", "delete_users", "create_users", "unfiltered_upload", "edit_dashboard", "update_plugins",
        "delete_plugins", "install_plugins", "update_themes", "install_themes", "delete_themes", "update_core", "list_users",
        "remove_users", "promote_users", "edit_theme_options", "level_8", "level_9", "level_10",
    ];

    /// <summary>Each capability with <c>true</c>, and each role as one more, as WordPress lists them.</summary>
    public static SortedDictionary<string, bool> Of(IEnumerable<string> roles)
    {
        var all = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var role in roles)
        {
            all[role] = true;
            foreach (var capability in OfRole(role))
            {
                all[capability] = true;
            }
        }

        return all;
    }

    private static string[] OfRole(string role) => role switch
    {
        Role.Subscriber => Subscriber,
        Role.Contributor => Contributor,
        Role.Author => Author,
        Role.Editor => Editor,
        Role.Administrator => Administrator,
        _ => [],
    };
}
