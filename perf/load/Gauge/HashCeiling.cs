using System.Diagnostics;
using System.Security.Cryptography;

namespace HeadlessKey.Load.Gauge;

/// <summary>
/// How many passwords a second this machine can hash at most: one hash after the other on every processor at once. On a quiet
/// machine that is processors ÷ the time of one hash; on a busy one it loses what the server loses too.
/// </summary>
internal static class HashCeiling
{
    private const int HashBytes = 32;

    public static double Measure(int rounds, int count)
    {
        var password = "correct horse battery"u8.ToArray();
        var salt = RandomNumberGenerator.GetBytes(16);
        var begun = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Hash)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return threads.Count * count / Stopwatch.GetElapsedTime(begun).TotalSeconds;

        void Hash()
        {
            for (var i = 0; i < count; i++)
            {
                Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, HashBytes);
            }
        }
    }
}
