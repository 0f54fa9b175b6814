using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.CommandLine;

/// <summary>What happens to a server while it runs: an operator's change, a request to stop, a crash.</summary>
public sealed class RunningServerTests
{
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(5);

    [Theory, EveryEngine]
    [Promise("S6"), Promise("S8")]
    public async Task A_user_disabled_by_the_command_line_is_out_of_a_running_server(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        await place.AddUserAsync();
        await using var server = await place.ServeAsync();
        var login = (await server.Client.LoginAsync()).Expect(200);
        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);

        (await place.RunAsync("user", "disable", "ada")).ExpectDone();

        await Eventually.TrueAsync(async () => (await server.Client.ValidateAsync(login.AccessToken)).Status == 401, Reach);
        (await server.Client.RefreshAsync(login.RefreshToken)).Status.ShouldBe(401);
        (await server.Client.LoginAsync()).ExpectError(403, "headlesskey_account_disabled");
    }

    [Theory, EveryEngine]
    [Promise("S6")]
    public async Task A_session_revoked_by_the_command_line_is_over_on_a_running_server(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        await place.AddUserAsync();
        await using var server = await place.ServeAsync();
        var revoked = (await server.Client.LoginAsync()).Expect(200);
        var other = (await server.Client.LoginAsync()).Expect(200);
        (await server.Client.ValidateAsync(revoked.AccessToken)).Expect(200);

        (await place.RunAsync("sessions", "revoke", revoked.SessionId)).ExpectDone();

        await Eventually.TrueAsync(async () => (await server.Client.ValidateAsync(revoked.AccessToken)).Status == 401, Reach);
        (await server.Client.ValidateAsync(revoked.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.ValidateAsync(other.AccessToken)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Sign_ins_that_wait_for_their_hash_are_answered_before_the_server_stops(string engine)
    {
        // A hash that takes most of a second: of more than run at once, some wait for sure when the first is done.
        await using var place = await Installation.CreateAsync(engine, ("HeadlessKey__Passwords__Iterations", "1000000"));
        await place.AddUserAsync();
        await using var server = await place.ServeAsync();
        var logins = Enumerable.Range(0, (2 * Environment.ProcessorCount) + 1).Select(_ => server.Client.LoginAsync()).ToList();
        await Task.WhenAny(logins);
        logins.Count(login => login.IsCompleted).ShouldBeLessThan(logins.Count, "nothing was in flight");

        server.Terminate();

        (await Task.WhenAll(logins)).ShouldAllBe(login => login.Status == 200);
        (await server.WaitForExitAsync()).ShouldBe(0, server.Output);
    }

    [Theory, EveryEngine]
    public async Task A_server_killed_in_the_middle_of_its_work_loses_nothing_it_acknowledged(string engine)
    {
        await using var place = await Installation.CreateAsync(
            engine, ("HeadlessKey__Sessions__GraceWindow", "00:05:00"), ("HeadlessKey__PublicUrl", TestServer.PublicUrl));
        await place.AddUserAsync();
        var sessions = new List<Acknowledged>();
        await using (var server = await place.ServeAsync())
        {
            // Some keep refreshing, some have signed out, and some keep signing in.
            for (var i = 0; i < 8; i++)
            {
                sessions.Add(new Acknowledged((await server.Client.LoginAsync()).Expect(200), isRevoked: i % 4 == 0));
            }

            var work = sessions.Select(session => session.WorkUntilKilledAsync(server.Client)).ToList();
            var signIns = Acknowledged.SignInUntilKilledAsync(server.Client);
            await Eventually.TrueAsync(
                () => Task.FromResult(sessions.Where(session => !session.IsRevoked).All(session => session.Refreshes >= 5)
                    && sessions.Where(session => session.IsRevoked).All(session => session.Refreshes == 1)),
                TimeSpan.FromSeconds(30));
            await server.KillAsync();
            await Task.WhenAll(work);
            sessions.AddRange(await signIns);
        }

        await using var restarted = await place.ServeAsync();

        foreach (var session in sessions)
        {
            if (session.IsRevoked)
            {
                (await restarted.Client.ValidateAsync(session.FirstAccessToken)).ExpectError(401, "headlesskey_revoked_token");
                (await restarted.Client.RefreshAsync(session.RefreshToken)).Status.ShouldBe(401);
                continue;
            }

            // A refresh that had committed but was not answered is asked for again: the same token gives its one successor.
            var refreshed = (await restarted.Client.RefreshAsync(session.RefreshToken)).Expect(200);
            (await restarted.Client.ValidateAsync(refreshed.AccessToken)).Expect(200);
        }
    }

    /// <summary>A session as its owner knows it: by the answers that arrived.</summary>
    private sealed class Acknowledged(Answer login, bool isRevoked)
    {
        public bool IsRevoked => isRevoked;

        public string FirstAccessToken { get; } = login.AccessToken;

        public string RefreshToken { get; private set; } = login.RefreshToken;

        public int Refreshes { get; private set; }

        public async Task WorkUntilKilledAsync(ApiClient client)
        {
            try
            {
                if (isRevoked)
                {
                    (await client.RevokeAsync(FirstAccessToken)).Expect(200);
                    Refreshes++;
                    return;
                }

                while (true)
                {
                    RefreshToken = (await client.RefreshAsync(RefreshToken)).Expect(200).RefreshToken;
                    Refreshes++;
                }
            }
            catch (HttpRequestException)
            {
                // Killed: this request was not acknowledged.
            }
        }

        public static async Task<List<Acknowledged>> SignInUntilKilledAsync(ApiClient client)
        {
            var made = new List<Acknowledged>();
            try
            {
                while (true)
                {
                    made.Add(new Acknowledged((await client.LoginAsync()).Expect(200), isRevoked: false));
                }
            }
            catch (HttpRequestException)
            {
                return made;
            }
        }
    }
}
