using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Sites;

/// <summary>
/// Calls that no site has signed: anybody can send any number of them. For who sets a site up they stand in the log, one line a minute for
/// each site; the record of events they do not reach.
/// </summary>
internal sealed partial class UnsignedCallLog(TimeProvider time, ILogger<UnsignedCallLog> logger)
{
    private const string Nobody = "(none)";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> noted = new(StringComparer.Ordinal);

    public void Note(SsoSite? site, string reason)
    {
        // By the entry's key, never by what the call says: there are only so many of those.
        var (key, now) = (site?.Key ?? Nobody, time.GetUtcNow());
        var isFirst = noted.TryAdd(key, now);
        if (isFirst || (noted[key] is var last && now - last >= Pause && noted.TryUpdate(key, now, last)))
        {
            Log.Refused(logger, key, reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.SiteCallUnsigned, LogLevel.Information, "A call for the site {Site} was refused: {Reason}. Further ones within the minute are not logged")]
        public static partial void Refused(ILogger logger, string site, string reason);
    }
}
