namespace HeadlessKey.Authentication;

/// <summary>The names of the bearer scheme.</summary>
public static class HeadlessKeyBearerDefaults
{
    /// <summary>The authentication scheme, <c>HeadlessKey</c>.</summary>
    public const string AuthenticationScheme = "HeadlessKey";

    /// <summary>The claim with the session's id, <c>sid</c>.</summary>
    public const string SessionIdClaim = "sid";
}
