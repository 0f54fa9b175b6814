namespace HeadlessKey.Admin;

/// <summary>
/// The script of <c>&lt;headlesskey-login&gt;</c>. It is written as modules and served as one file, so that a page needs one line, one
/// request, and one hash if it pins the script.
/// </summary>
internal static class LoginElement
{
    private const string Import = "import ";
    private const string Export = "export ";

    // Each after those that it uses.
    private static readonly string[] Modules =
    [
        "login-element/english", "login-element/chinese", "login-element/language", "ui/dom", "login-element/api", "login-element/tokens",
        "login-element/session", "login-element/form", "login-element/views", "login-element/stories", "login-element/style", "login-element/element",
    ];

    /// <summary>Puts the modules behind one another, in one scope: what they import from each other is there already.</summary>
    /// <param name="files">Where the modules are.</param>
    public static EmbeddedFile Build(EmbeddedFiles files) => EmbeddedFile.Of(
        "headlesskey-login.js", string.Join('\n', Modules.Select(module => string.Join('\n', LinesOf(files.Read($"{module}.js"))))));

    private static IEnumerable<string> LinesOf(string module) => module.Split('\n')
        .Where(static line => !line.StartsWith(Import, StringComparison.Ordinal))
        .Select(static line => line.StartsWith(Export, StringComparison.Ordinal) ? line[Export.Length..] : line);
}
