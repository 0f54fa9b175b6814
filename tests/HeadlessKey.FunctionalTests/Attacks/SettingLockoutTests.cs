using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Settings with which administrators would shut themselves out, or tell what is secret.</summary>
public sealed class SettingLockoutTests
{
    [Theory, EveryEngine]
    public async Task A_change_after_which_the_same_request_would_be_refused_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Admin:Networks:0", "127.0.0.0/8"), ("HeadlessKey:RateLimits:SignIn", null));
        var admin = await AdminClient.SignInAsync(server);
        var body = new { changes = new Dictionary<string, object> { ["Proxies:Trusted"] = new[] { "127.0.0.1" } } };

        (await admin.SendAsync(HttpMethod.Patch, "/settings", body, headers: ("X-Forwarded-For", "203.0.113.9")))
            .ExpectError(400, "rest_invalid_param").Param("Proxies:Trusted").ShouldContain("203.0.113.9");
        (await admin.SendAsync(HttpMethod.Patch, "/settings", body, headers: ("X-Forwarded-For", "127.0.0.7"))).Expect(200);
        foreach (var key in (string[])["RateLimits:Admin", "RateLimits:SignIn"])
        {
            (await admin.ChangeAsync(key, 1)).ExpectError(400, "rest_invalid_param").Param(key).ShouldContain("lock yourself out");
            (await admin.ChangeAsync(key, 0)).Expect(200);
            (await admin.ChangeAsync(key, 60)).Expect(200);
        }
    }

    [Theory, EveryEngine, Promise("S1")]
    public async Task An_address_is_shown_without_what_may_be_secret_in_it(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:Hooks:Registering:Url", "https://hooks.example.com/register?key=topsecret"), ("HeadlessKey:Hooks:Registering:Secret", "whsec_" + Convert.ToBase64String(new byte[32])),
            ("HeadlessKey:Hooks:Registering:OnFailure", "deny"));
        var admin = await AdminClient.SignInAsync(server);

        var all = (await admin.GetAsync("/settings")).Expect(200);

        all.Body.ShouldNotContain("topsecret");
        (await admin.SettingAsync("Hooks:Registering:Url")).GetProperty("value").GetString().ShouldBe("https://hooks.example.com/register?•••");
    }
}
