using System.Security.Cryptography;

namespace HeadlessKey.FunctionalTests.CommandLine;

public sealed class SiteVerbTests
{
    private const string Shared = "the two sites share this long secret 4711";
    private const string Tokens = "what the other site signs its tokens with 0815";

    [Theory, EveryEngine]
    public async Task A_site_is_added_shown_switched_and_removed(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);

        var added = (await place.RunAsync("sites", "add", "west", "--url", "https://west.example.test", "--alg", "ES256", "--known-as", "east", "--map", "author=editor")).ExpectDone();
        var secret = added.Output.TrimEnd().Split('\n')[^1];
        secret.Length.ShouldBe(43); // 256 bits

        var shown = (await place.RunAsync("sites", "show", "west", "--json")).ExpectDone();
        shown.Output.ShouldNotContain(secret);
        var fields = shown.Json.EnumerateArray().ToDictionary(row => row.GetProperty("field").GetString()!, row => row.GetProperty("value").GetString());
        fields["Issuer"].ShouldBe("https://west.example.test");
        fields["Verifies by"].ShouldBe("https://west.example.test/wp-json/headlesskey/v1/jwks");
        fields["Profiles from"].ShouldBe("https://west.example.test/wp-json/headlesskey/v1/me");
        fields["Is told of log-outs at"].ShouldBe("https://west.example.test/wp-json/headlesskey/v1/sso/logout");
        fields["Roles"].ShouldBe("author=editor");

        (await place.RunAsync("sites", "add", "west", "--url", "https://west.example.test", "--alg", "ES256")).ExpectRefused("key");
        (await place.RunAsync("sites", "disable", "west")).ExpectDone();
        (await place.RunAsync("sites", "disable", "west")).ExpectRefused("west");
        (await place.RunAsync("sites", "list", "--json")).ExpectDone().Json.EnumerateArray().Single().GetProperty("state").GetString()!.ShouldStartWith("off since");
        (await place.RunAsync("sites", "enable", "west")).ExpectDone();
        (await place.RunAsync("sites", "remove", "west")).ExpectDone();
        (await place.RunAsync("sites", "remove", "west")).ExpectRefused("west");
        (await place.RunAsync("sites", "show", "west")).ExpectRefused("west");
    }

    [Fact]
    public async Task Secrets_are_read_line_by_line_and_are_never_arguments()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        string[] add = ["sites", "add", "shop", "--url", "https://shop.example.test", "--alg", "HS256", "--read-secret"];

        (await place.RunWithInputAsync($"{Shared}\nshort\n", add)).ExpectRefused("token_secret");
        (await place.RunWithInputAsync($"{Shared}\n{Shared}\n", add)).ExpectRefused("differ");
        (await place.RunWithInputAsync($"your-256-bit-secret-your-256-bit-secret\n{Tokens}\n", add)).ExpectRefused("secret");
        (await place.RunWithInputAsync($"{Shared}\n{Tokens}\n", add)).ExpectDone().Output.ShouldBe("Added shop.\n");
        (await place.RunAsync("sites", "show", "shop")).ExpectDone().Output.ShouldNotContain("secret 4711");
        (await place.RunAsync("sites", "add", "other", "--alg", "HS256", "--secret", Shared)).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Links_are_listed_and_taken_away()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await place.AddUserAsync();

        (await place.RunAsync("sites", "links", TestUser.Login, "--json")).ExpectDone().Json.GetArrayLength().ShouldBe(0);
        (await place.RunAsync("sites", "links", "nobody")).ExpectRefused("There is no user nobody");
        (await place.RunAsync("sites", "unlink", TestUser.Login, "west")).ExpectRefused("is not linked with west");
    }

    [Fact]
    public async Task Who_trusts_a_site_with_everybodys_account_is_warned()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        string[] add = ["sites", "add", "west", "--url", "https://west.example.test", "--alg", "ES256", "--people", "link_by_verified_email"];

        (await place.RunAsync(add)).ExpectDone().Error.ShouldNotContain("Warning");
        (await place.RunAsync("sites", "remove", "west")).ExpectDone();
        (await place.RunAsync([.. add, "--trust-email"])).ExpectDone().Error.ShouldContain("Warning");
    }

    [Fact]
    public async Task What_could_not_work_is_refused_with_the_reason()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        using var rsa = RSA.Create(2048);
        var publicKey = place.Write("public.pem", rsa.ExportSubjectPublicKeyInfoPem());

        (await place.RunAsync("sites", "add", "a", "--alg", "ES256", "--jwks", "https://a.example.test/jwks")).ExpectRefused("issuer");
        (await place.RunAsync("sites", "add", "a", "--alg", "ES256", "--issuer", "a", "--key-file", publicKey, "--people", "linked_only")).ExpectRefused("public_key");
        (await place.RunAsync("sites", "add", "a", "--alg", "RS256", "--issuer", "a", "--key-file", publicKey)).ExpectRefused("userinfo_url");
        (await place.RunAsync("sites", "add", "a", "--alg", "RS256", "--url", "http://a.example.test")).ExpectRefused("https");
        (await place.RunAsync("sites", "add", "a", "--alg", "RS256", "--url", "https://a.example.test", "--map", "author")).ExpectRefused("remote=local");
        (await place.RunAsync("sites", "add", "a", "--alg", "none", "--url", "https://a.example.test")).ExitCode.ShouldBe(2);
        (await place.RunAsync("sites", "add", "a", "--alg", "RS256", "--issuer", "a", "--key-file", publicKey, "--people", "linked_only")).ExpectDone();
    }
}
