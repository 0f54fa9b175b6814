using System.Net;
using System.Text.Json;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>What the site has answered.</summary>
public sealed class SiteAnswer
{
    private SiteAnswer(HttpResponseMessage response, string body)
    {
        Status = response.StatusCode;
        Body = body;
        Headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => header.Value.ToArray(), StringComparer.OrdinalIgnoreCase);
    }

    public HttpStatusCode Status { get; }

    public string Body { get; }

    /// <summary>As they travelled: a line each.</summary>
    public IReadOnlyDictionary<string, string[]> Headers { get; }

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => field.ValueKind == JsonValueKind.Undefined ? field = Parse() : field;

    /// <summary>The error's code.</summary>
    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public static async Task<SiteAnswer> OfAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return new SiteAnswer(response, await response.Content.ReadAsStringAsync());
        }
    }

    public string? Header(string name) => Headers.TryGetValue(name, out var values) ? string.Join(" | ", values) : null;

    public SiteAnswer ShouldBe(HttpStatusCode status)
    {
        Status.ShouldBe(status, Body);
        return this;
    }

    /// <summary>Is an error of this status and code, in WordPress's form.</summary>
    public SiteAnswer ShouldBeError(HttpStatusCode status, string code)
    {
        Status.ShouldBe(status, Body);
        Code.ShouldBe(code);
        Json.GetProperty("data").GetProperty("status").GetInt32().ShouldBe((int)status);
        return this;
    }

    private JsonElement Parse()
    {
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.Clone();
    }
}
