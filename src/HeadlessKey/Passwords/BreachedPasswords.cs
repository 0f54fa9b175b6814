using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Passwords;

/// <summary>
/// Asks Have I Been Pwned's range interface whether a password is known from a leak. Only the first five digits of its SHA-1 leave this
/// server, which about eight hundred leaked passwords share; the rest is compared here.
/// </summary>
internal sealed partial class BreachedPasswords(HeadlessKeyOptions options, ILogger<BreachedPasswords> logger) : IDisposable
{
    private const int PrefixDigits = 5;
    private const int LongestAnswer = 256 * 1024; // a padded answer has some 40 KB
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Made by hand and not by a factory: that one logs the address of every request, and here the address has the digits.
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        ActivityHeadersPropagator = null,
    })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = LongestAnswer,
        DefaultRequestHeaders = { { "User-Agent", "HeadlessKey" }, { "Add-Padding", "true" } },
    };

    /// <summary>Asks. A list that does not answer well in time counts as unavailable; it never throws for that.</summary>
    public async Task<BreachCheck> FindAsync(string password, CancellationToken cancellationToken)
    {
        var digits = Digits(password);
        try
        {
            using var answer = await http.GetAsync(new Uri(options.Passwords.BreachCheckUrl + digits[..PrefixDigits]), cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                var list = await answer.Content.ReadAsStringAsync(cancellationToken);
                return Has(list, digits[PrefixDigits..]) ? BreachCheck.Known : BreachCheck.Unknown;
            }

            Log.Failed(logger, $"status {(int)answer.StatusCode}");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // The kind of the fault and nothing else: an exception's text may have the address.
            Log.Failed(logger, exception is HttpRequestException { HttpRequestError: var error } ? error.ToString() : "no answer in time");
        }

        return BreachCheck.Unavailable;
    }

    public void Dispose() => http.Dispose();

    // Lines are SUFFIX:COUNT. Padding looks the same with a count of 0.
    private static bool Has(string list, string suffix)
    {
        foreach (var line in list.AsSpan().EnumerateLines())
        {
            if (line.Length > suffix.Length + 1
                && line[suffix.Length] == ':'
                && line.StartsWith(suffix, StringComparison.OrdinalIgnoreCase)
                && !line[(suffix.Length + 1)..].Trim().SequenceEqual("0"))
            {
                return true;
            }
        }

        return false;
    }

#pragma warning disable CA5350 // the list is indexed by SHA-1; nothing here rests on its strength
    private static string Digits(string password) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350

    private static partial class Log
    {
        [LoggerMessage(LogIds.BreachCheckFailed, LogLevel.Warning, "The list of leaked passwords could not be asked: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
