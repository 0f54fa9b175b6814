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

    /// <summary>
    /// An account that was brought along has a cheaper or a dearer hash than a new one, one made under other settings a hash of other
    /// rounds, and one may have a hash that nobody can read. 4,000 rounds are about 4 ms, bcrypt at cost 8 is about 14.
    /// </summary>
    [Theory]
    [InlineData(EveryEngineAttribute.Sqlite, ImportedHashes.Bcrypt)]
    [InlineData(EveryEngineAttribute.Sqlite, ImportedHashes.Phpass)]
    [InlineData(EveryEngineAttribute.Sqlite, ImportedHashes.Identity)]
    [InlineData(EveryEngineAttribute.Sqlite, "*")]
    [InlineData(EveryEngineAttribute.PostgreSql, ImportedHashes.Bcrypt)]
    [Promise("G4")]
    public async Task A_wrong_password_takes_as_long_whatever_hash_it_is_checked_against(string engine, string stored)
    {
        Assert.SkipUnless(engine == EveryEngineAttribute.Sqlite || PostgresCluster.IsAvailable, "PostgreSQL is not installed");
        await using var server = await TestServer.StartAsync(engine, (TestServer.HashPrice, "4000"));
        await server.AddUserAsync("other", "other@example.test", TestUser.Password, "subscriber");
        await server.ExecuteAsync($"update users set password_hash = '{stored}' where login = 'other'");

        TimingComparison.ShouldBeAlike(await CompareAsync(server, "other", "nobody", pairs: 60));
        TimingComparison.ShouldBeAlike(await CompareAsync(server, "other", TestUser.Login, pairs: 60));
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task A_login_that_costs_no_hash_would_be_noticed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, (TestServer.HashPrice, "4000"));

        var ratios = await CompareAsync(
            server, TestUser.Login, other: string.Empty, answer: HttpStatusCode.BadRequest); // refused before anything is hashed

        ratios.Count.ShouldBe(TimingComparison.Rounds);
        ratios.ShouldAllBe(ratio => ratio < 1 - TimingComparison.Most);
    }

    private static async Task<List<double>> CompareAsync(
        TestServer server, string known, string other, int pairs = TimingComparison.Pairs, HttpStatusCode? answer = null)
    {
        using var comparison = await TimingComparison.OpenAsync(server, HttpStatusCode.Unauthorized, answer);
        var (one, two) = (Login(known), Login(other));
        return await comparison.CompareAsync(() => one, () => two, pairs);
    }

    private static byte[] Login(string name) => TimingComparison.Form("/token", $"username={name}&password=wrong-password");
}
