namespace HeadlessKey;

/// <summary>Which browsers' pages may call (Cross-Origin Resource Sharing).</summary>
[Runtime]
public sealed class CorsOptions
{
    /// <summary>Whether pages of other origins may call; default true. Also read from <c>HEADLESSKEY_CORS</c>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The origins that may call, such as <c>https://app.example.com</c>, matched exactly and allowed to send credentials.
    /// Default: none named, which lets any origin call without credentials.
    /// </summary>
    public IList<string> AllowedOrigins { get; set; } = [];
}
