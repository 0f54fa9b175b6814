using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HeadlessKey.Secrets;
using HeadlessKey.Sessions;

namespace HeadlessKey.Tokens;

/// <summary>
/// What a session hands out at each generation, computed and never stored: the refresh token and the name of the access token.
/// Whoever has the database lacks the master key; whoever has the master key lacks the salt.
/// </summary>
internal sealed class SessionSecrets(MasterKey masterKey)
{
    private const string Prefix = "hkr_"; // so that a secret scanner, and a person, can tell what it is
    private const int SessionIdBytes = 16;
    private const int GenerationBytes = 8;
    private const int MacBytes = 32;
    private const int AllBytes = SessionIdBytes + GenerationBytes + MacBytes;

    public string RefreshToken(Session session)
    {
        Span<byte> token = stackalloc byte[AllBytes];
        Convert.FromHexString(session.Id, token, out _, out _);
        BinaryPrimitives.WriteInt64BigEndian(token[SessionIdBytes..], session.Generation);
        Mac(session.Salt, token[..(SessionIdBytes + GenerationBytes)], token[^MacBytes..]);
        return Prefix + Base64Url.EncodeToString(token);
    }

    /// <summary>Takes a refresh token apart. What it claims is nothing until <see cref="IsGenuine"/> has said so.</summary>
    public static bool TryRead(string text, out PresentedRefreshToken presented)
    {
        presented = default;
        Span<byte> token = stackalloc byte[AllBytes];
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)
            || text.Length != Prefix.Length + Base64Url.GetEncodedLength(AllBytes)
            || Base64Url.DecodeFromChars(text.AsSpan(Prefix.Length), token, out _, out var written) != OperationStatus.Done
            || written != AllBytes)
        {
            return false;
        }

        presented = new PresentedRefreshToken(
            Convert.ToHexStringLower(token[..SessionIdBytes]),
            BinaryPrimitives.ReadInt64BigEndian(token[SessionIdBytes..]),
            token.ToArray());
        return presented.Generation >= 0;
    }

    public bool IsGenuine(in PresentedRefreshToken presented, Session session)
    {
        Span<byte> mac = stackalloc byte[MacBytes];
        var token = presented.Bytes.AsSpan();
        Mac(session.Salt, token[..(SessionIdBytes + GenerationBytes)], mac);
        return CryptographicOperations.FixedTimeEquals(mac, token[^MacBytes..]);
    }

    /// <summary>
    /// The <c>jti</c> of a generation's access token: a version 4 UUID (RFC 9562, 5.4) whose random bits only this server can compute,
    /// so that asking twice within the grace window gives the same name twice.
    /// </summary>
    public string Jti(Session session)
    {
        Span<byte> generation = stackalloc byte[GenerationBytes];
        BinaryPrimitives.WriteInt64BigEndian(generation, session.Generation);
        Span<byte> uuid = stackalloc byte[32];
        HMACSHA256.HashData(masterKey.Derive("jti", Encoding.ASCII.GetBytes(session.Salt)), generation, uuid);
        uuid[6] = (byte)((uuid[6] & 0x0f) | 0x40);
        uuid[8] = (byte)((uuid[8] & 0x3f) | 0x80);
        return new Guid(uuid[..16], bigEndian: true).ToString("D");
    }

    private void Mac(string salt, ReadOnlySpan<byte> message, Span<byte> mac) =>
        HMACSHA256.HashData(masterKey.Derive("refresh", Encoding.ASCII.GetBytes(salt)), message, mac);
}
