using System.Text.Json;
using HeadlessKey.Secrets;
using HeadlessKey.SigningKeys;
using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>What somebody tries who has more than they should: a token to spoil, a key, a look at the database.</summary>
internal static class Intruder
{
    public const string Root = "/wp-json/headlesskey/v1";

    public static KeyMaterial SigningKey(this TestServer server) => server.Services.GetRequiredService<KeyRing>().GetSigning().Material;

    public static async Task<ForgedToken> GenuineAsync(this TestServer server) =>
        ForgedToken.Of((await server.Client.LoginAsync()).Expect(200).AccessToken);

    /// <summary>The token opens nothing, wherever and however it is shown.</summary>
    public static async Task ShouldBeRefusedEverywhereAsync(this TestServer server, string token, string? what = null)
    {
        what ??= token.Length > 300 ? token[..300] : token;
        Answer[] answers =
        [
            await server.Client.ValidateAsync(token),
            await server.Client.SendAsync(HttpMethod.Post, $"{Root}/token/validate", null, null, ("Authorization", $"Bearer {token}")),
            await server.Client.RefreshByAccessTokenAsync(token),
            await server.Client.RevokeAsync(token),
        ];
        foreach (var answer in answers)
        {
            answer.Status.ShouldBeOneOf([400, 401], $"{what}: {answer.Body}");
            answer.Code.ShouldBeOneOf(["headlesskey_invalid_token", "rest_invalid_param"], $"{what}: {answer.Body}");
        }

        answers[0].Json.GetProperty("valid").GetBoolean().ShouldBeFalse();
    }

    public static async Task ShouldBeAcceptedAsync(this TestServer server, string token)
    {
        var answer = (await server.Client.ValidateAsync(token)).Expect(200);
        answer.Json.GetProperty("valid").GetBoolean().ShouldBeTrue();
    }

    public static Task ExecuteAsync(this TestServer server, string sql) =>
        server.Services.GetRequiredService<Database>().WriteAsync(transaction => transaction.ExecuteAsync(Sql.Script(sql), CancellationToken.None));

    /// <summary>Everything the database keeps, as text.</summary>
    public static async Task<string> DumpAsync(this TestServer server)
    {
        string[] tables = ["users", "user_roles", "sessions", "revocations", "signing_keys", "security_events", "setup_links", "schema_migrations", "emails", "deferred_requests", "recoveries", "recovery_limits", "email_verifications", "sso_sites", "sso_links", "sso_used", "sso_sessions", "sso_remote_sessions", "sso_participants"];
        var sqlite = server.Services.GetRequiredService<Database>().Engine == EveryEngineAttribute.Sqlite;
        if (sqlite)
        {
            var files = System.IO.Directory.GetFiles(server.DataFolder, "headlesskey.db*").Select(ReadShared);
            return string.Concat(files);
        }

        var dump = new List<string>();
        foreach (var table in tables)
        {
            dump.AddRange(await server.QueryAsync($"select cast({table} as text) as line from {table}", "line"));
        }

        return string.Join('\n', dump);
    }

    /// <summary>The secret that the one-time link of the first start carries.</summary>
    public static string SetupSecret(this TestServer server)
    {
        const string mark = "/admin/setup#";
        server.Console.ShouldContain(mark);
        var start = server.Console.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        return server.Console[start..].Split('\n', 2)[0].Trim();
    }

    public static JsonElement ClaimsOf(string token) => JsonDocument.Parse(ForgedToken.Of(token).Payload).RootElement;

    public static string NewMasterKey() => Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(MasterKey.Bytes));

    /// <summary>Waits, for a bounded time, for what another thread or node brings about.</summary>
    public static async Task EventuallyAsync(Func<bool> come, string what)
    {
        for (var waited = 0; !come(); waited += 20)
        {
            (waited < 15_000).ShouldBeTrue(what);
            await Task.Delay(20);
        }
    }

    private static string ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
