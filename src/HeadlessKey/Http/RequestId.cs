using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>
/// What the answer, the log and the record call one request. It is our own: one from outside could be made to look like another's.
/// </summary>
internal static class RequestId
{
    private static readonly object Key = new();

    public static string Of(HttpContext context)
    {
        if (context.Items.TryGetValue(Key, out var known))
        {
            return (string)known!;
        }

        var id = New();
        context.Items[Key] = id;
        return id;
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "A name for a request, not a secret; version 7 sorts by time.")]
    private static string New() => Guid.CreateVersion7().ToString("N");
}
