using System.Text.RegularExpressions;

namespace HeadlessKey.Tests.Repository;

/// <summary>HTTP ends at the endpoints: below them nothing knows that there is a request.</summary>
public sealed partial class HttpBorderTests
{
    // Hosting, pages, and what stands before the admin API's routes are HTTP by nature.
    private static readonly string[] Hosts =
    [
        "src/HeadlessKey.Server/DocsPage.cs", "src/HeadlessKey.Server/ServerHost.cs",
        "src/HeadlessKey.Admin/HeadlessKeyAdminExtensions.cs", "src/HeadlessKey.Admin/PageAnswer.cs", "src/HeadlessKey.Admin/Api/Door/", "src/HeadlessKey.Admin/Api/PathFields.cs", "src/HeadlessKey.Admin/Api/QueryFields.cs",

        // What another plugin's front ends are answered is HTTP from the first to the last line.
        "src/HeadlessKey.WordPress/Dialects/Dialect",
    ];

    [Fact]
    public void Requests_and_results_appear_only_at_the_border() =>
        SourceTree.Product
            .Where(file => !file.IsIn("src/HeadlessKey/Http/", "src/HeadlessKey/Authentication/") && !file.IsIn(Hosts))
            .Where(file => !file.Name.EndsWith("Endpoint", StringComparison.Ordinal) && !file.Name.EndsWith("Endpoints", StringComparison.Ordinal))
            .Where(file => HttpType.IsMatch(file.Code))
            .Select(file => file.Path)
            .ShouldBeEmpty();

    [GeneratedRegex(@"\b(HttpContext|HttpRequest|HttpResponse|TypedResults|IResult)\b|(?<!\.)\bResults\.", RegexOptions.ExplicitCapture)]
    private static partial Regex HttpType { get; }
}
