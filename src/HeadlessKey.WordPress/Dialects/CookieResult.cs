using HeadlessKey.Tokens;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>What a refresh token cookie is worth.</summary>
internal abstract record CookieResult
{
    /// <summary>It is good.</summary>
    internal sealed record Good : CookieResult
    {
        /// <summary>The new access token, where one was asked for.</summary>
        public Grant? Grant { get; init; }

        /// <summary>The cookie's successor, where one was asked for.</summary>
        public string? Value { get; init; }

        /// <summary>Until when the successor is good.</summary>
        public DateTimeOffset ExpiresAt { get; init; }

        public override string ToString() => nameof(Good);
    }

    /// <summary>It does not have the two parts.</summary>
    internal sealed record Malformed : CookieResult;

    /// <summary>Nobody's, or no longer: retired, or of a session that has ended.</summary>
    internal sealed record Obsolete : CookieResult;

    /// <summary>The session was idle for too long.</summary>
    internal sealed record Expired : CookieResult;
}
