using System.Buffers.Text;
using System.Security.Cryptography;

namespace HeadlessKey.Secrets;

/// <summary>Unguessable text from the system's random source.</summary>
internal static class RandomId
{
    /// <summary>256 bits: what may be used once to become somebody.</summary>
    public static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>128 bits: names a thing that nobody else should be able to name.</summary>
    public static string Handle() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
