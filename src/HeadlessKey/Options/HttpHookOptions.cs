namespace HeadlessKey;

/// <summary>One HTTP hook.</summary>
public sealed class HttpHookOptions
{
    internal const string Deny = "deny";
    internal const string Allow = "allow";

    /// <summary>
    /// Where the question is sent by POST: an https address. Addresses inside the house, and plain http, need
    /// <see cref="OutboundOptions.AllowedNetworks"/>. Default: not set, no hook.
    /// </summary>
    public string? Url { get; set; }

    /// <summary>
    /// What signs the question, in the form of Standard Webhooks: <c>whsec_</c> and the base64 of 24 to 64 random bytes. Needed with an address.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>How long the answer may take, from 0.1 to 10 seconds; default 2 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// What happens when there is no good answer in time: <c>deny</c> (what was asked for is refused) or <c>allow</c> (it goes on as if there
    /// were no hook). There is no default: an address without this stops the start.
    /// </summary>
    public string? OnFailure { get; set; }
}
