using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Door;

/// <summary>
/// Whether a request comes from our own pages. A cookie comes along whoever made the browser ask, even from a sister site that
/// <c>SameSite</c> takes for us, so what changes something must name where it comes from (Fetch, "Origin header"; Fetch Metadata).
/// </summary>
internal sealed class OwnOrigin(HeadlessKeyOptions options)
{
    private readonly Uri own = new(options.PublicUrl!);

    public bool Admits(HttpRequest request)
    {
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (request.Headers["Sec-Fetch-Site"] is [var site, ..] && site != "same-origin" && !(reads && site == "none"))
        {
            return false;
        }

        return request.Headers.Origin switch
        {
            [] => reads, // browsers leave it out there only
            [{ } origin] => IsOwn(origin),
            _ => false,
        };
    }

    private bool IsOwn(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin)
        && origin.Scheme == own.Scheme && origin.Port == own.Port
        && (string.Equals(origin.IdnHost, own.IdnHost, StringComparison.OrdinalIgnoreCase) || (origin.IsLoopback && own.IsLoopback)); // one machine, three names
}
