using System.Net;

namespace HeadlessKey.WordPressTests.Calls;

/// <summary><c>/health</c>: what the server learns about the site. And what <c>/revoke</c> takes.</summary>
public sealed class HealthTests(WordPressSite site)
{
    [SiteFact]
    public async Task Health_says_what_the_page_says()
    {
        var health = (await site.CallAsync("/health", new { })).ShouldBe(HttpStatusCode.OK).Json;

        health.EnumerateObject().Select(member => member.Name).ShouldBe(PageExamples.HealthMembers);
        health.GetProperty("ok").GetBoolean().ShouldBeTrue();
        health.GetProperty("issuer").GetString().ShouldBe(ConnectorConstants.Issuer);
        health.GetProperty("audience").GetString().ShouldBe(ConnectorConstants.Audience);
        health.GetProperty("site").GetString().ShouldBe(site.Url.ToString().TrimEnd('/'));
        health.GetProperty("wordpress").GetString()!.ShouldMatch(@"^\d+\.\d+");
        health.GetProperty("time").GetInt64().ShouldBeInRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 30, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1);
        health.GetProperty("faults").GetArrayLength().ShouldBe(0, health.GetRawText());
        health.GetProperty("keys").EnumerateArray().Where(key => !key.GetProperty("usable").GetBoolean()).ShouldBeEmpty();
    }

    [SiteFact]
    public async Task Health_shows_no_secret()
    {
        var body = (await site.CallAsync("/health", new { })).Body;

        body.ShouldNotContain(ConnectorConstants.CallSecret);
        body.ShouldNotContain(TestKeys.Hs256.Verifier);
        body.ShouldNotContain(TestKeys.Hs256.Verifier.Replace("/", "\\/", StringComparison.Ordinal));
    }

    [SiteFact]
    public async Task Health_names_what_is_wrong_with_the_constants()
    {
        var at = await site.ConfigureAsync($$"""
            define('HEADLESSKEY_KEYS', array('weak' => array('HS256', 'c2hvcnQ='), 'mixed' => array('ES256', {{Php.Text(TestKeys.Rs256.Verifier)}}), 'text' => 'x',
                'file' => array('RS256', 'file:///etc/passwd'), 'pem' => array('HS256', {{Php.Text(TestKeys.Rs256.Verifier)}})));
            define('HEADLESSKEY_SERVERS', array({{Php.Text(ConnectorConstants.CallKey)}} => {{Php.Text(ConnectorConstants.CallSecret)}}, 'other' => 'short'));
            define('HEADLESSKEY_ROLES', array('subscriber', 'no-role'));
            """);

        var health = (await new SignedCall("/health", new { }).SendAsync(site, at)).ShouldBe(HttpStatusCode.OK).Json;

        health.GetProperty("issuer").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var faults = health.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()!).ToList();
        foreach (var named in new[] { "HEADLESSKEY_ISSUER", "key weak", "key mixed", "key text", "key file", "key pem", "other", "no-role" })
        {
            faults.ShouldContain(fault => fault.Contains(named, StringComparison.Ordinal));
        }
    }

    [SiteFact]
    public async Task Health_says_which_headers_arrive()
    {
        using var request = new SignedCall("/health", new { }).ToRequest(site.Url);
        request.Headers.Add("Authorization", "Bearer probe");

        var headers = (await site.SendAsync(request)).ShouldBe(HttpStatusCode.OK).Json.GetProperty("headers");

        headers.GetProperty("authorization").GetBoolean().ShouldBeTrue();
        headers.GetProperty("x_hk_authorization").GetBoolean().ShouldBeFalse();
    }

    [SiteTheory]
    [InlineData("""{"not_before":"1"}""")]
    [InlineData("""{"not_before":-1}""")]
    [InlineData("""{"revoked":{"jti":"a"}}""")]
    [InlineData("""{"revoked":[{"exp":1}]}""")]
    [InlineData("""{"revoked":[{"jti":"a"}]}""")]
    [InlineData("""{"revoked":[{"jti":"a","sid":"b","exp":1}]}""")]
    [InlineData("""{"revoked":[{"jti":"a","gen":1,"exp":1}]}""")]
    [InlineData("""{"revoked":[{"jti":"it's","exp":1}]}""")]
    [InlineData("""{"revoked":[{"sid":[],"exp":1}]}""")]
    public async Task A_revocation_that_makes_no_sense_is_refused(string body) =>
        (await new SignedCall("/users/1/revoke", body).SendAsync(site)).ShouldBeError(HttpStatusCode.BadRequest, "headlesskey_call_invalid");
}
