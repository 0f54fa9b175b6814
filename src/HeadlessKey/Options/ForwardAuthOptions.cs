namespace HeadlessKey;

/// <summary>How a reverse proxy asks who a request is from: <c>GET /auth/verify</c>.</summary>
public sealed class ForwardAuthOptions
{
    /// <summary>
    /// The name of a cookie that holds an access token, for browsers that open a page and send no header; default: none is looked at. Your front
    /// end sets the cookie. A bearer header wins over it.
    /// </summary>
    public string? Cookie { get; set; }
}
