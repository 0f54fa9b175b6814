using HeadlessKey.Secrets;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>
/// What the answer, the log and the record call one request. It is our own: one from outside could be made to look like another's.
/// </summary>
internal static class RequestId
{
    private static readonly string ThisProcess = RandomId.Handle()[..12];
    private static long count;

    /// <summary>Names the request, for the framework's own log lines too.</summary>
    public static void Assign(HttpContext context) =>
        context.TraceIdentifier = string.Create(null, stackalloc char[32], $"{ThisProcess}-{Interlocked.Increment(ref count):x8}");

    public static string Of(HttpContext context) => context.TraceIdentifier;
}
