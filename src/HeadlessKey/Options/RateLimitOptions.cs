namespace HeadlessKey;

/// <summary>
/// How many requests one network (an IPv4 address, an IPv6 /64) may send in a minute, on each server. 0 is no limit. Past it the answer is
/// 429 with <c>Retry-After</c>.
/// </summary>
[Runtime]
public sealed class RateLimitOptions
{
    /// <summary>Sign-ins: <c>/token</c>, <c>/login</c>, <c>/sso/exchange</c>, <c>/sso/logout</c>, to the admin API and with a setup link; default 60, from 0 to 1,000,000.</summary>
    public int SignIn { get; set; } = 60;

    /// <summary>
    /// What makes and changes accounts: <c>/register</c>, <c>/verify-email</c>, <c>/forgot-password</c>, <c>/reset-password</c>,
    /// <c>/change-password</c>, <c>/me</c>, <c>/sso/links</c>; default 60, from 0 to 1,000,000.
    /// </summary>
    public int Accounts { get; set; } = 60;

    /// <summary>What keeps and ends sessions: <c>/token/refresh</c>, <c>/token/revoke</c>, <c>/sessions</c>; default 600, from 0 to 1,000,000.</summary>
    public int Sessions { get; set; } = 600;

    /// <summary>The admin API, but for its sign-in, which counts with the others; default 600, from 0 to 1,000,000.</summary>
    public int Admin { get; set; } = 600;

    /// <summary>What is answered from memory: <c>/token/validate</c>, <c>/auth/verify</c>, <c>/jwks</c>, the index; default 0 (no limit), to 1,000,000.</summary>
    public int Memory { get; set; }
}
