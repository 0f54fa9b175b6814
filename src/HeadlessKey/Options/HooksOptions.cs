namespace HeadlessKey;

/// <summary>
/// Who else has a say in what happens: code of the host's, which is registered in code, and HTTP hooks, one for each point, which are set
/// here. An HTTP hook needs an address, a secret and the decision what happens when it does not answer.
/// </summary>
public sealed class HooksOptions
{
    /// <summary>
    /// How long code of the host's may take at one point. When it is over, what was asked for is refused. From 0.1 seconds to one minute;
    /// default 10 seconds.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After the right password: may they sign in?</summary>
    public HttpHookOptions Authenticating { get; set; } = new();

    /// <summary>Before a token is signed: which claims does it get?</summary>
    public HttpHookOptions TokenIssuing { get; set; } = new();

    /// <summary>Before the answer of a sign-in or refresh: which members does it get?</summary>
    public HttpHookOptions TokenResponding { get; set; } = new();

    /// <summary>Before an account is made by registration.</summary>
    public HttpHookOptions Registering { get; set; } = new();

    /// <summary>Before a mail is handed on.</summary>
    public HttpHookOptions EmailSending { get; set; } = new();

    /// <summary>When somebody comes from another site: who are they here?</summary>
    public HttpHookOptions SsoMapping { get; set; } = new();

    /// <summary>Before a webhook is delivered.</summary>
    public HttpHookOptions WebhookSending { get; set; } = new();
}
