using System.Net.Http.Json;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>What people do with their own accounts.</summary>
public static class AccountRequests
{
    private const string Root = "/wp-json/headlesskey/v1";
    public const string NewPassword = "a quite different one";

    public static Task<Answer> ForgotAsync(this ApiClient client, string login = TestUser.Login, string delivery = "link", params (string, string)[] headers) =>
        client.SendAsync(HttpMethod.Post, $"{Root}/forgot-password", JsonContent.Create(new { login, delivery }), bearer: null, headers);

    public static Task<Answer> ResetByLinkAsync(this ApiClient client, string token, string login = TestUser.Login, string password = NewPassword) =>
        client.PostAsync("/reset-password", new { login, password, token });

    public static Task<Answer> ResetByCodeAsync(this ApiClient client, string otp, string login = TestUser.Login, string password = NewPassword) =>
        client.PostAsync("/reset-password", new { login, password, otp });

    public static Task<Answer> ChangePasswordAsync(
        this ApiClient client, string? bearer, string current = TestUser.Password, string next = NewPassword) =>
        client.SendAsync(
            HttpMethod.Post, $"{Root}/change-password", JsonContent.Create(new { current_password = current, new_password = next }), bearer);

    public static Task<Answer> MeAsync(this ApiClient client, string? bearer) => client.GetAsync($"{Root}/me", bearer);

    public static Task<Answer> ChangeMeAsync(this ApiClient client, string? bearer, object change) =>
        client.SendAsync(HttpMethod.Patch, $"{Root}/me", JsonContent.Create(change), bearer);

    /// <summary>Asks for a link and opens the mail.</summary>
    public static async Task<Mail> AskForLinkAsync(this TestServer server, string login = TestUser.Login, string email = TestUser.Email)
    {
        (await server.Client.ForgotAsync(login)).Expect(200);
        return await server.NextMailAsync("reset-link", email);
    }

    /// <summary>Asks for a code and opens the mail.</summary>
    public static async Task<string> AskForCodeAsync(this TestServer server, string login = TestUser.Login, string email = TestUser.Email)
    {
        (await server.Client.ForgotAsync(login, "otp")).Expect(200);
        return (await server.NextMailAsync("reset-code", email)).Code;
    }

    /// <summary>Waits until nothing is left to be decided behind the answers.</summary>
    public static Task SettleAsync(this TestServer server) => Eventually.TrueAsync(
        async () => (await server.QueryAsync("select id from deferred_requests", "id")).Count == 0, TimeSpan.FromSeconds(10), "what was deferred");

    /// <summary>Another code of eight digits.</summary>
    public static string OtherThan(string code) => (code[0] == '9' ? '1' : (char)(code[0] + 1)) + code[1..];
}
