using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Tests.Http;

public sealed class RestAddressTests
{
    [Fact]
    public void By_default_there_are_the_namespace_and_one_alias() =>
        Address().Roots.ShouldBe(["/wp-json/headlesskey/v1", "/wp-json/wpauthapi/v1"]);

    [Fact]
    public void One_empty_alias_means_none() => Address(rest => rest.Aliases = [""]).Roots.ShouldBe(["/wp-json/headlesskey/v1"]);

    [Fact]
    public void The_namespace_as_an_alias_of_itself_is_one_root() =>
        Address(rest => rest.Aliases = ["HeadlessKey/v1", "x/v2", "x/v2"]).Roots.ShouldBe(["/wp-json/headlesskey/v1", "/wp-json/x/v2"]);

    [Fact]
    public void Every_part_can_be_set() => Address(rest => (rest.Prefix, rest.Namespace, rest.Version) = ("/api", "auth", "v9")).Roots[0].ShouldBe("/api/auth/v9");

    [Theory]
    [InlineData("/wp-json/headlesskey/v1", true)]
    [InlineData("/wp-json/headlesskey/v1/token", true)]
    [InlineData("/WP-JSON/headlesskey/v1/token", true)]
    [InlineData("/wp-json/wpauthapi/v1/token", true)]
    [InlineData("/healthz", true)]
    [InlineData("/added", true)]
    [InlineData("/added/below", true)]
    [InlineData("/addedbeside", false)]
    [InlineData("/admin/users", false)]
    [InlineData("/admin/api/v1/setup", true)]
    [InlineData("/wp-json/headlesskey/v1x", false)]
    [InlineData("/wp-json/headlesskey/v2/token", false)]
    [InlineData("/wp-json/wp/v2/posts", false)]
    [InlineData("/", false)]
    public void Ours_is_what_is_below_our_roots(string path, bool ours) => Address().IsOurs(path).ShouldBe(ours);

    [Theory]
    [InlineData("/", "?rest_route=/headlesskey/v1/token", "/wp-json/headlesskey/v1/token")]
    [InlineData("/", "?rest_route=%2Fheadlesskey%2Fv1%2Ftoken", "/wp-json/headlesskey/v1/token")]
    [InlineData("", "?rest_route=/wpauthapi/v1/token", "/wp-json/wpauthapi/v1/token")]
    [InlineData("/", "?rest_route=/wp/v2/posts", "/")]
    [InlineData("/", "?rest_route=headlesskey/v1/token", "/")]
    [InlineData("/", "?rest_route=/", "/")]
    [InlineData("/", "?rest_route=", "/")]
    [InlineData("/", "?rest_route=/headlesskey/v1/a&rest_route=/headlesskey/v1/b", "/")]
    [InlineData("/", "", "/")]
    [InlineData("/elsewhere", "?rest_route=/headlesskey/v1/token", "/elsewhere")]
    public void A_rest_route_is_resolved_at_the_root_and_for_our_namespaces(string path, string query, string expected)
    {
        var request = new DefaultHttpContext().Request;
        (request.Path, request.QueryString) = (path, new QueryString(query));

        Address().ResolveRestRoute(request);

        request.Path.Value.ShouldBe(expected);
    }

    private static RestAddress Address(Action<RestOptions>? change = null)
    {
        var options = new HeadlessKeyOptions();
        change?.Invoke(options.Rest);
        return new RestAddress(options, [new OwnPath("/added")]);
    }
}
