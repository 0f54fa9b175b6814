using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>Lets pages of other origins call (the Fetch standard, "CORS protocol").</summary>
internal sealed class RestCors(ICorsService service, HeadlessKeyOptions options)
{
    private static readonly TimeSpan RememberPreflight = TimeSpan.FromMinutes(10);
    private static readonly string[] Exposed = ["X-Request-Id", "Retry-After", "WWW-Authenticate"];

    private readonly FromSettings<Choice> choice = new(options, static latest => new Choice(latest.Cors.Enabled ? Build(latest.Cors.AllowedOrigins) : null));

    /// <summary>Adds what the browser wants to see. True: that was a preflight, and it is answered.</summary>
    public bool Apply(HttpContext context)
    {
        if (choice.Value.Policy is not { } policy || context.Request.Headers.Origin.Count == 0)
        {
            return false;
        }

        var vary = context.Response.Headers.Vary;
        var result = service.EvaluatePolicy(context, policy);
        service.ApplyResult(result, context.Response);
        context.Response.Headers.Vary = vary; // ours names the origin already
        if (!result.IsPreflightRequest)
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    private static CorsPolicy Build(IList<string> origins)
    {
        var builder = new CorsPolicyBuilder()
            .AllowAnyHeader()
            .AllowAnyMethod()
            .WithExposedHeaders(Exposed)
            .SetPreflightMaxAge(RememberPreflight);

        // Without a list anybody's page may call, but never with the browser's cookies.
        return (origins.Count == 0 ? builder.AllowAnyOrigin() : builder.WithOrigins([.. origins]).AllowCredentials()).Build();
    }

    private sealed record Choice(CorsPolicy? Policy);
}
