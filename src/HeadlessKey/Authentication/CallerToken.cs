using HeadlessKey.Tokens;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Authentication;

/// <summary>The verified token of a request to a route that needs one.</summary>
internal static class CallerToken
{
    private static readonly object Key = new();

    public static AccessToken Of(HttpContext context) => (AccessToken)context.Items[Key]!;

    public static void Set(HttpContext context, AccessToken token) => context.Items[Key] = token;
}
