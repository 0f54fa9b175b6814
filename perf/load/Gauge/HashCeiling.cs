using System.Diagnostics;
using System.Security.Cryptography;

namespace HeadlessKey.Load.Gauge;

/// <summary>How many passwords a second this machine can hash at most: processors ÷ the median time of one hash.</summary>
internal static class HashCeiling
{
    private const int HashBytes = 32;

    public static double Measure(int rounds, int count)
    {
        var password = "correct horse battery"u8.ToArray();
        var salt = RandomNumberGenerator.GetBytes(16);
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, HashBytes);
            times[i] = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }

        Array.Sort(times);
        return Environment.ProcessorCount / times[count / 2];
    }
}
