using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>Speaks the contract as a front end does.</summary>
public sealed class ApiClient(Uri server, string root = "/wp-json/headlesskey/v1") : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server };

    public Task<Answer> LoginAsync(string username = TestUser.Login, string password = TestUser.Password) =>
        PostAsync("/token", new { username, password });

    public Task<Answer> RefreshAsync(string refreshToken) => PostAsync("/token/refresh", new { refresh_token = refreshToken });

    public Task<Answer> RefreshByAccessTokenAsync(string token) => PostAsync("/token/refresh", new { token });

    public Task<Answer> ValidateAsync(string token) => PostAsync("/token/validate", new { token });

    public Task<Answer> RevokeAsync(string token, string scope = "session") => PostAsync("/token/revoke", new { token, scope });

    /// <summary>Posts JSON to a route of the namespace.</summary>
    public Task<Answer> PostAsync(string route, object body) => SendAsync(HttpMethod.Post, root + route, JsonContent.Create(body));

    public Task<Answer> PostFormAsync(string route, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, root + route, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Gets a path of the server, such as <c>/readyz</c>.</summary>
    public Task<Answer> GetAsync(string path, string? bearer = null) => SendAsync(HttpMethod.Get, path, content: null, bearer);

    public async Task<Answer> SendAsync(
        HttpMethod method, string path, HttpContent? content, string? bearer = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Answer.OfAsync(await http.SendAsync(request));
    }

    public void Dispose() => http.Dispose();
}
