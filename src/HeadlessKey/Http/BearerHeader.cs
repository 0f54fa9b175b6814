using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>The bearer token of a request (RFC 6750, 2.1), or what is wrong with the header.</summary>
internal static class BearerHeader
{
    private const string Scheme = "Bearer ";

    public static ApiError? TryRead(HttpContext context, out string token)
    {
        token = string.Empty;
        var values = context.Request.Headers.Authorization;
        if (values.Count == 0 || string.IsNullOrWhiteSpace(values[0]))
        {
            return ApiError.NoAuthHeader;
        }

        var header = values[0]!;
        if (values.Count > 1
            || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || header.AsSpan(Scheme.Length).Trim().IsEmpty
            || header.AsSpan(Scheme.Length).Trim().Contains(' '))
        {
            return ApiError.BadAuthHeader;
        }

        token = header[Scheme.Length..].Trim();
        return null;
    }
}
