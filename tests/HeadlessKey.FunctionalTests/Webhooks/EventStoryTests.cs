using System.Text.Json;
using HeadlessKey.Events;
using HeadlessKey.Lockout;
using HeadlessKey.SigningKeys;
using HeadlessKey.Storage;
using HeadlessKey.Testing;
using HeadlessKey.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Webhooks;

/// <summary>A receiver gets every event of every story, signed, once, and as <c>docs/events.md</c> says.</summary>
[Promise("R1"), Promise("R4"), Promise("R5")]
public sealed class EventStoryTests
{
    private const string Root = "/wp-json/headlesskey/v1";
    private const string NewPassword = "a quite different one";
    private const string Wrong = "canary-wrong-password";

    [Theory, EveryEngine]
    public async Task Whatever_happens_arrives_as_documented(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable, ("HeadlessKey:Registration:EmailVerification", "optional"));
        var (_, secret) = await server.AddWebhookAsync(receiver);
        var secrets = new List<string> { TestUser.Password, NewPassword, Wrong, secret };

        await SignInAndOutAsync(server, secrets);
        await RegisterAsync(server, secrets);
        await RecoverAndChangeAsync(server, secrets);
        await AdministerAsync(server);

        await ShouldHaveGotEverythingAsync(server, receiver, secret, secrets);
        receiver.Types().Distinct().Order(StringComparer.Ordinal).ShouldBe(
        [
            "invitation.created", "key.announced", "login.failed", "login.succeeded", "network.banned", "network.let_in", "recovery.failed", "recovery.requested",
            "registration.refused", "token.refresh_failed", "token.refreshed", "token.reuse_detected", "token.revoked", "user.created",
            "user.deleted", "user.disabled", "user.email_change_requested", "user.email_changed", "user.email_verified", "user.enabled",
            "user.password_change_failed", "user.password_changed", "user.password_reset", "user.password_set", "user.profile_changed", "user.roles_set",
            "webhook.created", "webhook.secret_rotated",
        ]);
    }

    [Theory, EveryEngine]
    public async Task Every_type_that_there_is_arrives_as_documented(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        var (_, secret) = await server.AddWebhookAsync(receiver);
        await server.Services.GetRequiredService<Database>().WriteAsync(async transaction =>
        {
            foreach (var sample in SampleEvents.Full.Concat(SampleEvents.Bare))
            {
                await server.Services.GetRequiredService<SecurityEventLog>().AppendAsync(transaction, sample, CancellationToken.None);
            }

            return true;
        });

        await ShouldHaveGotEverythingAsync(server, receiver, secret, []);

        receiver.Types().Distinct().ShouldBe(DocumentedEvents.Types, ignoreOrder: true);
    }

    private static async Task SignInAndOutAsync(TestServer server, List<string> secrets)
    {
        await server.Client.LoginAsync(password: Wrong);
        await server.Client.LoginAsync("nobody", Wrong);
        var login = (await server.Client.LoginAsync()).Expect(200);
        var refreshed = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        (await server.Client.RefreshAsync(refreshed.RefreshToken)).Expect(200);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(401); // used twice
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(401); // and the session is over
        var other = (await server.Client.LoginAsync()).Expect(200);
        (await server.Client.SendAsync(HttpMethod.Delete, $"{Root}/sessions/{other.SessionId}", null, other.AccessToken)).Status.ShouldBeInRange(200, 204);
        var last = (await server.Client.LoginAsync()).Expect(200);
        (await server.Client.RevokeAsync(last.AccessToken)).Expect(200);
        secrets.AddRange([login.AccessToken, login.RefreshToken, refreshed.RefreshToken, other.AccessToken, last.RefreshToken]);
    }

    private static async Task RegisterAsync(TestServer server, List<string> secrets)
    {
        (await server.Client.RegisterAsync("grace", password: NewPassword)).Expect(201);
        (await server.Client.RegisterAsync("grace", password: NewPassword)).Expect(409);
        var token = (await server.NextMailAsync("verify-email", "grace@example.test")).Token;
        (await server.Client.VerifyEmailAsync(token)).Expect(200);
        secrets.Add(token);
        secrets.Add(await server.InviteAsync("linus@example.test", "editor"));
    }

    private static async Task RecoverAndChangeAsync(TestServer server, List<string> secrets)
    {
        var link = (await server.AskForLinkAsync("grace", "grace@example.test")).Token;
        (await server.Client.ResetByLinkAsync("canary-no-link", "grace")).Expect(400);
        (await server.Client.ResetByLinkAsync(link, "grace", TestUser.Password)).Expect(200);
        var login = (await server.Client.LoginAsync()).Expect(200);
        (await server.Client.ChangeMeAsync(login.AccessToken, new { first_name = "Ada" })).Expect(200);
        (await server.Client.ChangeMeAsync(login.AccessToken, new { email = "ada@example.org", current_password = TestUser.Password })).Expect(200);
        var proof = (await server.NextMailAsync("verify-email", "ada@example.org")).Token;
        (await server.Client.VerifyEmailAsync(proof)).Expect(200);
        (await server.Client.ChangePasswordAsync(login.AccessToken, Wrong, NewPassword)).Status.ShouldBeInRange(400, 403);
        (await server.Client.ChangePasswordAsync(login.AccessToken, TestUser.Password, NewPassword)).Expect(200);
        secrets.AddRange([link, "canary-no-link", proof, login.AccessToken]);
    }

    private static async Task AdministerAsync(TestServer server)
    {
        await server.SetRolesAsync("editor");
        await server.SetPasswordAsync(TestUser.Password);
        await server.DisableAsync();
        await server.EnableAsync();
        await server.DeleteAsync("grace");
        var bans = server.Services.GetRequiredService<BanStore>();
        await bans.AddAsync(new Ban("203.0.113.0/24", "loud", null));
        await bans.RemoveAsync("203.0.113.0/24");
        await server.Services.GetRequiredService<KeyRotation>().RotateAsync(SigningAlgorithm.ES256, soon: false, CancellationToken.None);
        var webhook = (await server.Services.GetRequiredService<WebhookStore>().ListAsync(CancellationToken.None))[0];
        await server.Webhooks().RotateSecretAsync(webhook.Id, TimeSpan.FromDays(1));
    }

    /// <summary>What stands in the record since the webhook was added, and what arrived, is the same, each once; and every body is what the page says.</summary>
    private static async Task ShouldHaveGotEverythingAsync(TestServer server, Receiver receiver, string secret, IReadOnlyList<string> secrets)
    {
        await server.MailIsSentAsync();
        await server.WebhooksIdleAsync();
        var recorded = await server.QueryAsync(
            "select event_id, type, coalesce(detail, '') as detail from security_events where id >= (select min(id) from security_events where type = 'webhook.created')",
            "event_id", "type", "detail");

        var bodies = receiver.Requests.Select(request => StandardWebhook.Verify(request, secret, server.Clock.GetUtcNow())).ToList();
        bodies.ForEach(DocumentedEvents.ShouldDescribe);
        bodies.Select(body => $"{Text(body, "id")}|{body.GetProperty("type").GetString()}|{Text(body, "detail") ?? string.Empty}").ShouldBe(recorded, ignoreOrder: true);
        foreach (var canary in secrets)
        {
            receiver.Requests.ShouldNotContain(request => request.Body.Contains(canary, StringComparison.Ordinal));
            server.Log.Lines.ShouldNotContain(line => line.Contains(canary, StringComparison.Ordinal));
        }
    }

    private static string? Text(JsonElement body, string member) => body.GetProperty("data").GetProperty(member).GetString();
}
