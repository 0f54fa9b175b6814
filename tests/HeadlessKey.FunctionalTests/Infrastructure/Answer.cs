using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>What came back over HTTP.</summary>
public sealed class Answer(HttpStatusCode status, HttpResponseHeaders headers, HttpContentHeaders contentHeaders, string body)
{
    public int Status => (int)status;

    public HttpResponseHeaders Headers => headers;

    public HttpContentHeaders ContentHeaders => contentHeaders;

    public string Body => body;

    public JsonElement Json => JsonDocument.Parse(body).RootElement;

    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public string AccessToken => Json.GetProperty("token").GetString()!;

    public string RefreshToken => Json.GetProperty("refresh_token").GetString()!;

    public string SessionId => Json.GetProperty("session_id").GetString()!;

    /// <summary>Fails the test with the body in sight unless the status is as expected.</summary>
    public Answer Expect(int expected)
    {
        Status.ShouldBe(expected, body);
        return this;
    }

    /// <summary>Fails the test unless this is the contract's error, with its status inside and outside.</summary>
    public Answer ExpectError(int expected, string code)
    {
        Expect(expected);
        Code.ShouldBe(code, body);
        Json.GetProperty("data").GetProperty("status").GetInt32().ShouldBe(expected);
        return this;
    }

    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return new Answer(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync());
        }
    }
}
