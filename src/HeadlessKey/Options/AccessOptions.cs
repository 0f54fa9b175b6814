namespace HeadlessKey;

/// <summary>
/// Who may use which endpoint. Endpoints are named as in the OpenAPI document: <c>token</c>, <c>login</c>, <c>register</c> and so on.
/// </summary>
[Runtime]
public sealed class AccessOptions
{
    /// <summary>
    /// A rule for an endpoint, such as <c>Rules:register</c> = <c>administrator,editor</c>: <c>public</c>, <c>authenticated</c> (whoever is
    /// signed in), <c>off</c> (as if it were not there), or roles separated by commas. Default: each endpoint's own, see the HTTP API.
    /// </summary>
    public IDictionary<string, string> Rules { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// From where an endpoint may be used, such as <c>Networks:register</c> = <c>10.0.0.0/8, 192.0.2.1</c>; default: from anywhere.
    /// </summary>
    public IDictionary<string, string> Networks { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
