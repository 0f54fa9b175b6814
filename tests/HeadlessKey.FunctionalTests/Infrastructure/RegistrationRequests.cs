using HeadlessKey.Http;
using HeadlessKey.Registration;
using HeadlessKey.Storage;
using HeadlessKey.Users;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>Registration as a front end asks for it, and what an operator and the profile begin.</summary>
public static class RegistrationRequests
{
    public const string NewPassword = "a quite unusual phrase";

    public static Task<Answer> RegisterAsync(
        this ApiClient client, string username = "grace", string? email = null, string password = NewPassword, string? invitation = null) =>
        client.PostAsync("/register", new { username, email = email ?? $"{username}@example.test", password, invitation });

    public static Task<Answer> VerifyEmailAsync(this ApiClient client, string token) => client.PostAsync("/verify-email", new { token });

    public static Task<Answer> ResendVerificationAsync(this ApiClient client, string login) => client.PostAsync("/verify-email/resend", new { login });

    /// <summary>Invites as the command line does, and returns what the link carries.</summary>
    public static async Task<string> InviteAsync(this TestServer server, string email, string? role = null) =>
        (await server.InvitationMailAsync(email, role)).Token;

    public static async Task<Mail> InvitationMailAsync(this TestServer server, string email, string? role = null)
    {
        var result = await server.Services.GetRequiredService<InvitationFlow>().RunAsync(email, role, Language.English);
        result.ShouldBeOfType<InvitationResult.Sent>();
        return await server.NextMailAsync("invitation", email);
    }

    /// <summary>Asks for another address as the profile does, and returns what the link to it carries.</summary>
    public static async Task<string> AskForEmailAsync(this TestServer server, string email, string login = TestUser.Login)
    {
        var id = await server.UserIdAsync(login);
        return await server.Services.GetRequiredService<Database>().WriteAsync(
            transaction => server.Services.GetRequiredService<EmailVerificationStore>().IssueAsync(transaction, id, email));
    }

    public static async Task<string?> PendingEmailAsync(this TestServer server) =>
        await server.Services.GetRequiredService<EmailVerificationStore>().FindPendingEmailAsync(await server.UserIdAsync(), CancellationToken.None);

    /// <summary>Waits until everything that is decided behind the answers has been decided.</summary>
    public static Task DecidedAsync(this TestServer server) => Eventually.TrueAsync(
        async () => (await server.QueryAsync("select id from deferred_requests", "id")).Count == 0, TimeSpan.FromSeconds(10), "nothing waits");
}
