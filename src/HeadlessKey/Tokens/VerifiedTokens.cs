using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.Tokens;

/// <summary>
/// Tokens whose signature was verified, by a hash of the whole token, so that the second look costs no signature. Bounded:
/// two halves, of which the older is let go when the newer is full, so nothing is ever searched for a victim.
/// </summary>
internal sealed class VerifiedTokens(HeadlessKeyOptions options)
{
    private readonly int half = options.Tokens.Remembered / 2;
    private readonly Lock turning = new();
    private volatile ConcurrentDictionary<TokenHash, AccessTokenResult.Valid> newer = new();
    private volatile ConcurrentDictionary<TokenHash, AccessTokenResult.Valid> older = new();
    private int count;

    /// <summary>SHA-256: a token that only looks like a remembered one must not be taken for it.</summary>
    public static TokenHash HashOf(string token)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(token.Length);
        try
        {
            var length = Encoding.ASCII.GetBytes(token, bytes);
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(bytes.AsSpan(0, length), hash);
            return MemoryMarshal.Read<TokenHash>(hash);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public AccessTokenResult.Valid? Find(in TokenHash hash)
    {
        if (newer.TryGetValue(hash, out var found))
        {
            return found;
        }

        if (older.TryGetValue(hash, out found))
        {
            Add(hash, found); // still in use: it moves to the newer half
        }

        return found;
    }

    public void Add(in TokenHash hash, AccessTokenResult.Valid token)
    {
        if (half == 0 || !newer.TryAdd(hash, token) || Interlocked.Increment(ref count) < half)
        {
            return;
        }

        lock (turning)
        {
            if (count >= half)
            {
                older = newer;
                newer = new ConcurrentDictionary<TokenHash, AccessTokenResult.Valid>();
                count = 0;
            }
        }
    }
}
