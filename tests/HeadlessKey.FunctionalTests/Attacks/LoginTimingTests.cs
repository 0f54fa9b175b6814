using System.Net;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Neither the answer nor the clock tells who has an account.</summary>
[Collection(QuietMachine.Name)]
public sealed class LoginTimingTests
{
    [Theory, EveryEngine, Promise("G4")]
    public async Task A_wrong_password_and_an_unknown_login_get_the_same_status_body_and_headers(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var disabled = await server.AddUserAsync("gone", "gone@example.test", TestUser.Password, "subscriber");
        await server.ExecuteAsync($"update users set disabled_at = 1 where id = {disabled}");

        foreach (var route in new[] { "/token", "/login" })
        {
            var known = await server.Client.PostAsync(route, new { username = TestUser.Login, password = "not the password" });
            foreach (var name in new[] { TestUser.Email, "gone", "nobody", "nobody@example.test", "ADA", " ada ", "ada'--", new string('x', 250) })
            {
                var other = await server.Client.PostAsync(route, new { username = name, password = "not the password" });
                other.ExpectError(401, "incorrect_password");
                other.Body.ShouldBe(known.Body);
                other.HeadersText().ShouldBe(known.HeadersText());
            }
        }
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task A_wrong_password_and_an_unknown_login_take_as_long(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, (TestServer.HashPrice, "4000"));

        TimingComparison.ShouldBeAlike(await CompareAsync(server, TestUser.Login, "bob"));
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task A_login_that_costs_no_hash_would_be_noticed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, (TestServer.HashPrice, "4000"));
        await server.AddUserAsync("cheap", "cheap@example.test", TestUser.Password, "subscriber");
        await server.ExecuteAsync("update users set password_hash = '*' where login = 'cheap'"); // nothing to compute: as if nobody were there

        var ratios = await CompareAsync(server, TestUser.Login, "cheap");

        ratios.Count.ShouldBe(TimingComparison.Rounds);
        ratios.ShouldAllBe(ratio => ratio < 1 - TimingComparison.Most);
    }

    private static async Task<List<double>> CompareAsync(TestServer server, string known, string other)
    {
        using var comparison = await TimingComparison.OpenAsync(server, HttpStatusCode.Unauthorized);
        var (one, two) = (Login(known), Login(other));
        return await comparison.CompareAsync(() => one, () => two);
    }

    private static byte[] Login(string name) => TimingComparison.Form("/token", $"username={name}&password=wrong-password");
}
