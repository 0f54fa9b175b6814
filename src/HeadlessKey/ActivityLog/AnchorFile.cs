using HeadlessKey.Http;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.ActivityLog;

/// <summary>The file that anchors are added to, if one is named.</summary>
internal sealed partial class AnchorFile(HeadlessKeyOptions options, TimeProvider time, ILogger<AnchorFile> logger)
{
    public async Task AddAsync(SealAnchor anchor)
    {
        if (options.ActivityLog.AnchorFile is not { } path)
        {
            return;
        }

        try
        {
            // Append, so that a file that takes nothing but additions will do.
            await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            await using var writer = new StreamWriter(file);
            await writer.WriteAsync($"{ApiTime.Format(time.GetUtcNow())} {anchor}\n");
            await writer.FlushAsync();
            file.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.Failed(logger, exception, path); // the next one says as much, and more
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.AnchorFailed, LogLevel.Error, "The anchor could not be added to {Path}")]
        public static partial void Failed(ILogger logger, Exception exception, string path);
    }
}
