using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Sessions;

/// <summary>A user sees the devices that are signed in, and signs them out.</summary>
public sealed class OwnSessionsTests
{
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";

    [Theory, EveryEngine]
    public async Task The_list_tells_one_device_from_another(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.Client.SendAsync(
            HttpMethod.Post, Intruder.Root + "/token",
            System.Net.Http.Json.JsonContent.Create(new { username = TestUser.Login, password = TestUser.Password, device = "my phone" }), null, ("User-Agent", Phone));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var login = await server.Client.LoginAsync();

        var sessions = (await ListAsync(server, login)).Json.GetProperty("sessions").EnumerateArray().ToList();

        sessions.Count.ShouldBe(2);
        sessions[0].GetProperty("id").GetString().ShouldBe(login.SessionId);
        sessions[0].GetProperty("current").GetBoolean().ShouldBeTrue();
        sessions[1].GetProperty("current").GetBoolean().ShouldBeFalse();
        string?[] phone = [.. new[] { "device", "browser", "os", "kind", "address", "created", "last_seen" }.Select(name => sessions[1].GetProperty(name).GetString())];
        phone.ShouldBe(["my phone", "Safari", "iOS", "phone", "127.0.0.1", "2030-01-01T12:00:00+00:00", "2030-01-01T12:00:00+00:00"]);
    }

    [Theory, EveryEngine, Promise("S11")]
    public async Task One_device_is_signed_out_and_the_others_stay(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var (here, lost, other) = (await server.Client.LoginAsync(), await server.Client.LoginAsync(), await server.Client.LoginAsync());

        (await EndAsync(server, here, lost.SessionId)).Expect(200);

        (await server.Client.ValidateAsync(lost.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.RefreshAsync(lost.RefreshToken)).Expect(401);
        (await server.Client.RefreshAsync(other.RefreshToken)).Expect(200);
        (await server.Client.ValidateAsync(here.AccessToken)).Expect(200);
    }

    [Theory, EveryEngine, Promise("S11")]
    public async Task All_others_are_signed_out_and_this_one_stays(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var (here, one, two) = (await server.Client.LoginAsync(), await server.Client.LoginAsync(), await server.Client.LoginAsync());

        (await server.Client.SendAsync(HttpMethod.Delete, Intruder.Root + "/sessions", null, here.AccessToken)).Expect(200);

        (await server.Client.RefreshAsync(one.RefreshToken)).Expect(401);
        (await server.Client.RefreshAsync(two.RefreshToken)).Expect(401);
        (await server.Client.RefreshAsync(here.RefreshToken)).Expect(200);
    }

    [Theory, EveryEngine, Promise("S11")]
    public async Task Somebody_elses_session_is_not_there(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AddUserAsync("bob", "bob@example.test", TestUser.Password, "administrator");
        var (ada, bob) = (await server.Client.LoginAsync(), await server.Client.LoginAsync("bob"));

        var others = await EndAsync(server, bob, ada.SessionId);
        var nobodys = await EndAsync(server, bob, "00000000000000000000000000000000");

        others.ExpectError(404, "headlesskey_no_session").Body.ShouldBe(nobodys.Body);
        (await ListAsync(server, bob)).Body.ShouldNotContain(ada.SessionId);
        (await server.Client.ValidateAsync(ada.AccessToken)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_session_that_has_ended_is_not_there_either(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var (here, gone) = (await server.Client.LoginAsync(), await server.Client.LoginAsync());
        (await EndAsync(server, here, gone.SessionId)).Expect(200);

        (await EndAsync(server, here, gone.SessionId)).Expect(404);
        (await ListAsync(server, here)).Body.ShouldNotContain(gone.SessionId);
    }

    [Theory, EveryEngine, Promise("S7")]
    public async Task Who_was_signed_out_elsewhere_a_moment_ago_signs_nobody_out(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var (stolen, owners) = (await server.Client.LoginAsync(), await server.Client.LoginAsync());
        await server.ExecuteAsync($"update sessions set ended_at = 1 where id = '{stolen.SessionId}'"); // as another node did, before this one has heard

        (await EndAsync(server, stolen, owners.SessionId)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.SendAsync(HttpMethod.Delete, Intruder.Root + "/sessions", null, stolen.AccessToken)).Expect(401);

        (await server.Client.RefreshAsync(owners.RefreshToken)).Expect(200);
    }

    private static Task<Answer> ListAsync(TestServer server, Answer login) => server.Client.GetAsync(Intruder.Root + "/sessions", login.AccessToken);

    private static Task<Answer> EndAsync(TestServer server, Answer login, string id) =>
        server.Client.SendAsync(HttpMethod.Delete, $"{Intruder.Root}/sessions/{id}", null, login.AccessToken);
}
