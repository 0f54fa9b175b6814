using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Neither the answer nor the clock tells who has an account.</summary>
[Collection(QuietMachine.Name)]
public sealed class LoginTimingTests
{
    private const int Pairs = 220;
    private const int Rounds = 4;
    private const double Most = 0.05;

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
                HeadersOf(other).ShouldBe(HeadersOf(known));
            }
        }
    }

    /// <summary>
    /// Pairs of requests, one of each kind, in alternating order, on one connection: what disturbs the machine disturbs both.
    /// A round that noise has spoilt is taken again; a difference that is really there shows in every round.
    /// </summary>
    [Theory, EveryEngine, Promise("G4")]
    public async Task A_wrong_password_and_an_unknown_login_take_as_long(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, (TestServer.HashPrice, "4000"));

        ShouldBeAlike(await CompareAsync(server, TestUser.Login, "bob"));
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

        ShouldBeAlike(await CompareAsync(server, "other", "nobody", pairs: 60));
        ShouldBeAlike(await CompareAsync(server, "other", TestUser.Login, pairs: 60));
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task A_login_that_costs_no_hash_would_be_noticed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, (TestServer.HashPrice, "4000"));

        var ratios = await CompareAsync(server, TestUser.Login, other: string.Empty); // refused before anything is hashed

        ratios.Count.ShouldBe(Rounds);
        ratios.ShouldAllBe(ratio => ratio < 1 - Most);
    }

    private static void ShouldBeAlike(List<double> ratios)
    {
        // A difference that is really there is on the same side in every round; noise is not.
        var alike = Math.Abs(ratios[^1] - 1) < Most || (ratios.Exists(ratio => ratio < 1) && ratios.Exists(ratio => ratio > 1));
        alike.ShouldBeTrue($"ratios of the medians: {string.Join(", ", ratios)}");
    }

    /// <summary>The ratio of the medians, round by round, until one is small enough.</summary>
    private static async Task<List<double>> CompareAsync(TestServer server, string known, string other, int pairs = Pairs)
    {
        using var connection = await RawConnection.OpenAsync(server.Address);
        var (one, two) = (RawConnection.Login(known), RawConnection.Login(other));
        await MeasureAsync(connection, one, two, pairs: Math.Min(40, pairs / 3)); // warm

        var ratios = new List<double>();
        do
        {
            ratios.Add(await MeasureAsync(connection, one, two, pairs));
        }
        while (Math.Abs(ratios[^1] - 1) >= Most && ratios.Count < Rounds);

        return ratios;
    }

    private static async Task<double> MeasureAsync(RawConnection connection, byte[] known, byte[] unknown, int pairs)
    {
        var times = (Known: new List<long>(), Unknown: new List<long>());
        for (var i = 0; i < pairs; i++)
        {
            if (i % 2 == 0)
            {
                times.Known.Add(await connection.TimeAsync(known));
                times.Unknown.Add(await connection.TimeAsync(unknown));
            }
            else
            {
                times.Unknown.Add(await connection.TimeAsync(unknown));
                times.Known.Add(await connection.TimeAsync(known));
            }
        }

        return (double)Median(times.Unknown) / Median(times.Known);
    }

    private static long Median(List<long> times) => times.Order().ElementAt(times.Count / 2);

    private static string HeadersOf(Answer answer) => string.Join('\n', answer.Headers.Concat(answer.ContentHeaders)
        .Where(header => header.Key.ToUpperInvariant() is not ("DATE" or "X-REQUEST-ID"))
        .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));

    /// <summary>One socket and no HTTP client: as little as possible between the two clocks.</summary>
    private sealed class RawConnection : IDisposable
    {
        private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] buffer = new byte[16 * 1024];

        public static async Task<RawConnection> OpenAsync(Uri server)
        {
            var connection = new RawConnection();
            await connection.socket.ConnectAsync(IPAddress.Loopback, server.Port);
            return connection;
        }

        public static byte[] Login(string name)
        {
            var body = $"username={name}&password=wrong-password";
            return Encoding.ASCII.GetBytes(
                $"POST {Intruder.Root}/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        }

        public async Task<long> TimeAsync(byte[] request)
        {
            var start = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            var length = 0;
            while (!Encoding.ASCII.GetString(buffer, 0, length).EndsWith("}}", StringComparison.Ordinal))
            {
                length += await socket.ReceiveAsync(buffer.AsMemory(length));
            }

            var time = Stopwatch.GetTimestamp() - start;
            Encoding.ASCII.GetString(buffer, 0, 11).ShouldBe("HTTP/1.1 40"); // 401, or 400 for one without a name
            return time;
        }

        public void Dispose() => socket.Dispose();
    }
}
