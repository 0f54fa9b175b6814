using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api;

/// <summary>What stands in a request's path, by the names that its route's pattern gives.</summary>
internal static class PathFields
{
    public static string Text(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    /// <summary>A number, where the pattern lets nothing else pass: <c>{id:long}</c>.</summary>
    public static long Number(HttpContext context, string name) => long.Parse(Text(context, name), CultureInfo.InvariantCulture);
}
