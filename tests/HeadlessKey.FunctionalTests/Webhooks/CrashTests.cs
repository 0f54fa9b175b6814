using System.Collections.Concurrent;
using System.Text.Json;
using HeadlessKey.FunctionalTests.CommandLine;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Webhooks;

/// <summary>A server that is killed again and again in the middle of its work loses no event and no delivery.</summary>
public sealed class CrashTests
{
    private const int Logins = 2000;
    private const int Kills = 6;
    private static readonly string[] Users = ["ada", "grace", "linus", "edsger"];

    [Theory, EveryEngine]
    [Promise("R4")]
    public async Task Two_thousand_sign_ins_and_kill_9_at_any_moment_lose_nothing(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var place = await Installation.CreateAsync(
            engine, ("HeadlessKey__Outbound__AllowedNetworks__0", "127.0.0.0/8"), ("HeadlessKey__PublicUrl", TestServer.PublicUrl),
            ("HeadlessKey__Deliveries__Timeout", "00:00:03"), ("HeadlessKey__RateLimits__SignIn", "0"), ("HeadlessKey__Email__Transport", "none"),
            ("HeadlessKey__Lockout__Threshold", "100000"), ("HeadlessKey__Lockout__NetworkThreshold", "100000"), ("HeadlessKey__Lockout__LoginThreshold", "100000"));
        foreach (var user in Users)
        {
            await place.AddUserAsync(user);
        }

        var added = (await place.RunAsync("webhooks", "add", receiver.Address.ToString(), "--event", "login.*")).ExpectDone().Output;
        var answered = new ConcurrentBag<string>(); // the sessions of the sign-ins that were answered with 200
        var address = RunningProgram.FreeAddress();
        var dice = new Random(20301);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var doomed = await ServeAsync(place, address);
            var work = SignInUntilAsync(doomed, answered, until: int.MaxValue);
            var enough = Logins * (kill + 1) / (Kills + 2);
            await Eventually.TrueAsync(() => Task.FromResult(answered.Count >= enough), TimeSpan.FromSeconds(60));
            await Task.Delay(dice.Next(50));
            await doomed.KillAsync();
            await work;
        }

        await using var last = await ServeAsync(place, address);
        await SignInUntilAsync(last, answered, Logins);
        await Eventually.TrueAsync(
            async () => (await QueryAsync(place, "select message_id from deliveries where state = 'waiting' limit 1")).Count == 0, TimeSpan.FromMinutes(4), "something still waits"); // a quiet machine needs seconds

        // The record has every sign-in that was answered; each event of it arrived, and nothing arrived that is not in it.
        var events = await QueryAsync(place, "select session_id from security_events where type = 'login.succeeded' order by id");
        answered.Count.ShouldBeGreaterThanOrEqualTo(Logins);
        answered.Except(events).ShouldBeEmpty();
        var received = receiver.Requests.Select(request => StandardWebhook.Verify(request, added.Split('\n')[1].Trim(), request.At)).ToList();
        var first = received.DistinctBy(body => body.GetProperty("data").GetProperty("id").GetString()).ToList();
        first.Select(Session).ShouldBe(events, ignoreOrder: true);
        (await QueryAsync(place, "select state from deliveries")).ShouldAllBe(state => state == "delivered");

        // What is told twice is what a kill left open, and of each user all arrived in the order in which it happened.
        (received.Count - first.Count).ShouldBeLessThanOrEqualTo(Kills * 8);
        var order = events.Select((session, i) => (session, i)).ToDictionary(one => one.session, one => one.i, StringComparer.Ordinal);
        foreach (var user in first.GroupBy(body => body.GetProperty("data").GetProperty("subject").GetProperty("id").GetInt64()))
        {
            user.Select(body => order[Session(body)]).ShouldBeInOrder();
        }
    }

    private static Task<RunningProgram> ServeAsync(Installation place, Uri address) => place.ServeAsync("tests/HeadlessKey.FunctionalTests", CrashingServer.Verb, address);

    private static string Session(JsonElement body) => body.GetProperty("data").GetProperty("session_id").GetString()!;

    /// <summary>Signs in from several sides at once, until the server is gone or there are enough.</summary>
    private static Task SignInUntilAsync(RunningProgram server, ConcurrentBag<string> answered, int until) => Task.WhenAll(Users.SelectMany(user => Enumerable.Repeat(user, 3)).Select(async user =>
    {
        try
        {
            while (answered.Count < until)
            {
                answered.Add((await server.Client.LoginAsync(user)).Expect(200).SessionId);
            }
        }
        catch (HttpRequestException)
        {
            // Killed: this one was not answered.
        }
        catch (HttpIOException)
        {
            // Nor this one, in the middle of its answer.
        }
    }));

    private static async Task<List<string>> QueryAsync(Installation place, string query)
    {
        await using var connection = await place.OpenDatabaseAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // text of this class
        command.CommandText = query;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
