using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Text;
using HeadlessKey.ActivityLog;
using HeadlessKey.Directory.Transfer;
using HeadlessKey.FunctionalTests.Setup;
using HeadlessKey.SigningKeys;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace HeadlessKey.FunctionalTests.Sessions;

/// <summary>Who steals the database has stolen nothing that opens a door.</summary>
[Promise("S1")]
public sealed class CredentialsAtRestTests
{
    private const string Secret = "Vq3bZ0tJm8yXwK5uRc7dHn2sLf9pGa4e";

    [Theory, EveryEngine, Promise("R1")]
    public async Task No_credential_can_be_read_out_of_the_database(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var canaries = await CollectAsync(server);
        canaries.Add("signing key", SigningSecret(server));

        await ExpectNoneAsync(server, canaries);
    }

    [Theory, EveryEngine]
    public async Task Neither_can_a_configured_secret(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:SecretKey", Secret));
        var canaries = await CollectAsync(server);
        canaries.Add("configured secret", Encoding.UTF8.GetBytes(Secret));

        await ExpectNoneAsync(server, canaries);
    }

    [Theory, EveryEngine]
    public async Task The_scan_would_find_one(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        await server.BreakAsync($"update sessions set device = '{login.RefreshToken}'");

        var dump = await DumpAsync(server);

        Forms(Encoding.UTF8.GetBytes(login.RefreshToken)).ShouldContain(form => dump.Contains(form));
    }

    [Theory, EveryEngine]
    public async Task A_refresh_token_has_256_bits_that_follow_from_nothing_it_shows(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        var second = await server.Client.RefreshAsync(login.RefreshToken);

        var macs = new[] { login, second }.Select(answer => Base64Url.DecodeFromChars(answer.RefreshToken.AsSpan(4))[^32..]).ToList();

        macs.ShouldAllBe(mac => mac.Length * 8 == 256);
        macs[0].Zip(macs[1]).Count(pair => pair.First == pair.Second).ShouldBeLessThan(8); // two of a session have nothing in common
    }

    /// <summary>Lives a while, and keeps every credential a client has seen meanwhile.</summary>
    private static async Task<Dictionary<string, byte[]>> CollectAsync(TestServer server)
    {
        var link = SetupTests.LinkSecret(server);
        (await SetupTests.SetUpAsync(server, link)).Expect(200);
        var login = (await server.Client.LoginAsync()).Expect(200);
        var refreshed = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        var byAccess = (await server.Client.RefreshByAccessTokenAsync(refreshed.AccessToken)).Expect(200);
        var revoked = (await server.Client.LoginAsync()).Expect(200);
        await server.Client.LoginAsync(username: TestUser.Password, password: TestUser.Login); // typed into the wrong field
        await server.Client.RevokeAsync(revoked.AccessToken);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.Client.RefreshAsync(login.RefreshToken);
        await server.Client.RefreshAsync("hkr_a-guess-that-was-wrong-but-may-be-another-servers");

        // What is mailed, and still good; and a password that is only typed.
        await server.AddUserAsync("grace", "grace@example.test", "a ship in the harbour", "subscriber");
        var resetLink = (await server.AskForLinkAsync("grace", "grace@example.test")).Token;
        var resetCode = await server.AskForCodeAsync("grace", "grace@example.test");
        var invitation = await server.InviteAsync("guest@example.test");
        var graces = (await server.Client.LoginAsync("grace", "a ship in the harbour")).Expect(200);
        (await server.Client.ChangeMeAsync(graces.AccessToken, new { email = "grace@elsewhere.test", current_password = "a ship in the harbour" })).Expect(200);
        var verification = (await server.NextMailAsync("verify-email", "grace@elsewhere.test")).Token;
        (await server.Client.ResetByLinkAsync("a guess", "grace", "a password of no use")).Expect(400);

        var canaries = new Dictionary<string, byte[]>
        {
            ["reset link"] = Encoding.UTF8.GetBytes(resetLink),
            ["reset code"] = Encoding.UTF8.GetBytes(resetCode),
            ["invitation"] = Encoding.UTF8.GetBytes(invitation),
            ["verification link"] = Encoding.UTF8.GetBytes(verification),
            ["refused password"] = Encoding.UTF8.GetBytes("a password of no use"),
            ["present password"] = Encoding.UTF8.GetBytes("a ship in the harbour"),
            ["password"] = Encoding.UTF8.GetBytes(TestUser.Password),
            ["administrator's password"] = "a long enough password"u8.ToArray(),
            ["setup link"] = Encoding.UTF8.GetBytes(link),
            ["setup link, decoded"] = Base64Url.DecodeFromChars(link),
            ["master key"] = Convert.FromBase64String(server.Services.GetRequiredService<HeadlessKeyOptions>().Storage.MasterKey!),
        };
        foreach (var (name, answer) in (IEnumerable<(string, Answer)>)[("login", login), ("refreshed", refreshed), ("by access", byAccess), ("revoked", revoked)])
        {
            canaries.Add($"{name}: access token", Encoding.UTF8.GetBytes(answer.AccessToken));
            canaries.Add($"{name}: signature", Base64Url.DecodeFromChars(answer.AccessToken.Split('.')[2]));
            canaries.Add($"{name}: refresh token", Encoding.UTF8.GetBytes(answer.RefreshToken));
            canaries.Add($"{name}: refresh token's MAC", Base64Url.DecodeFromChars(answer.RefreshToken.AsSpan(4))[^32..]);
        }

        return canaries;
    }

    private static byte[] SigningSecret(TestServer server) =>
        ((SymmetricSecurityKey)server.Services.GetRequiredService<KeyRing>().GetSigning().Material.Key).Key;

    private static async Task ExpectNoneAsync(TestServer server, Dictionary<string, byte[]> canaries)
    {
        // What was logged and what an export of the record gives out, too.
        var dump = await DumpAsync(server) + string.Join('\n', server.Log.Lines) + await ExportAsync(server);
        dump.ShouldContain("\"type\":\"login.succeeded\"");
        foreach (var (name, secret) in canaries)
        {
            foreach (var form in Forms(secret))
            {
                dump.Contains(form, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"the {name} is in the database");
            }
        }
    }

    private static async Task<string> ExportAsync(TestServer server)
    {
        var file = new MemoryStream();
        await server.Services.GetRequiredService<ActivityExport>().RunAsync(file, new ActivityQuery(), TableFormat.JsonLines, static _ => { }, CancellationToken.None);
        return Encoding.UTF8.GetString(file.ToArray());
    }

    /// <summary>As it is, in base64 of both kinds, and in hex.</summary>
    private static IEnumerable<string> Forms(byte[] secret) =>
    [
        Encoding.Latin1.GetString(secret),
        Convert.ToBase64String(secret).TrimEnd('='),
        Base64Url.EncodeToString(secret),
        Convert.ToHexString(secret),
    ];

    /// <summary>Every column of every table and, on SQLite, the bytes of the files, in which deleted rows may live on.</summary>
    private static async Task<string> DumpAsync(TestServer server)
    {
        var dump = new StringBuilder();
        await using (var connection = await server.OpenDatabaseAsync())
        {
            foreach (var table in await TablesAsync(connection))
            {
                await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the database's own names
                command.CommandText = $"select * from {table}";
#pragma warning restore CA2100
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    for (var column = 0; column < reader.FieldCount; column++)
                    {
                        dump.Append(Text(reader.GetValue(column))).Append('\n');
                    }
                }
            }
        }

        foreach (var file in (string[])["", "-wal", "-shm"])
        {
            if (File.Exists(server.DatabaseFile() + file))
            {
                await using var stream = new FileStream(server.DatabaseFile() + file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                var bytes = new byte[stream.Length];
                await stream.ReadExactlyAsync(bytes);
                dump.Append(Encoding.Latin1.GetString(bytes));
            }
        }

        return dump.ToString();
    }

    private static async Task<List<string>> TablesAsync(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // one of two texts
        command.CommandText = connection is Npgsql.NpgsqlConnection
            ? "select table_name from information_schema.tables where table_schema = 'public'"
            : "select name from sqlite_master where type = 'table'";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        List<string> tables = [];
        while (await reader.ReadAsync())
        {
            tables.Add(reader.GetString(0));
        }

        tables.Count.ShouldBeGreaterThan(6);
        return tables;
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Encoding.Latin1.GetString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
