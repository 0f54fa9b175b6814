using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HeadlessKey.Secrets;
using HeadlessKey.Sessions;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>
/// The cookie's value, <c>user.secret</c>, computed and never stored. It is a counter of its own beside the session's refresh tokens, for such a
/// front end asks for access tokens again and again without being given another cookie.
/// </summary>
internal sealed class CookieSecrets(MasterKey masterKey)
{
    private const int SessionIdBytes = 16;
    private const int GenerationBytes = 8;
    private const int MacBytes = 32;
    private const int AllBytes = SessionIdBytes + GenerationBytes + MacBytes;

    public string ValueFor(Session session, long generation)
    {
        Span<byte> secret = stackalloc byte[AllBytes];
        Convert.FromHexString(session.Id, secret, out _, out _);
        BinaryPrimitives.WriteInt64BigEndian(secret[SessionIdBytes..], generation);
        Mac(session.Salt, secret[..^MacBytes], secret[^MacBytes..]);
        return string.Create(CultureInfo.InvariantCulture, $"{session.UserId}.{Base64Url.EncodeToString(secret)}");
    }

    /// <summary>Whether the text has the form of one: digits, a dot, and something without a dot.</summary>
    public static bool HasShape(string value) =>
        value.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot == value.LastIndexOf('.') && dot < value.Length - 1
        && value.AsSpan(0, dot).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Which session and generation it claims to be of; null when it is none of ours.</summary>
    public static (string SessionId, long Generation)? Read(string value)
    {
        Span<byte> secret = stackalloc byte[AllBytes];
        var text = value.AsSpan(value.IndexOf('.', StringComparison.Ordinal) + 1);
        if (text.Length != Base64Url.GetEncodedLength(AllBytes)
            || Base64Url.DecodeFromChars(text, secret, out _, out var written) != OperationStatus.Done || written != AllBytes)
        {
            return null;
        }

        var generation = BinaryPrimitives.ReadInt64BigEndian(secret[SessionIdBytes..]);
        return generation < 0 ? null : (Convert.ToHexStringLower(secret[..SessionIdBytes]), generation);
    }

    /// <summary>Whether this session has given it out at that generation.</summary>
    public bool IsGenuine(string value, Session session, long generation) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(value), Encoding.UTF8.GetBytes(ValueFor(session, generation)));

    private void Mac(string salt, ReadOnlySpan<byte> message, Span<byte> mac) =>
        HMACSHA256.HashData(masterKey.Derive("dialect-cookie", Encoding.ASCII.GetBytes(salt)), message, mac);
}
