namespace HeadlessKey.Webhooks;

/// <summary>What became of a wish about a webhook.</summary>
internal abstract record WebhookResult
{
    private WebhookResult()
    {
    }

    /// <summary>It was done.</summary>
    /// <param name="Webhook">As it is now.</param>
    internal sealed record Done(Webhook Webhook) : WebhookResult;

    /// <summary>It was done, and there is a new secret, which is shown this once.</summary>
    /// <param name="Webhook">As it is now.</param>
    /// <param name="Secret">What the receiver verifies with.</param>
    internal sealed record WithSecret(Webhook Webhook, string Secret) : WebhookResult
    {
        public override string ToString() => nameof(WithSecret); // the secret is nobody's business in a log
    }

    /// <summary>There is no such webhook.</summary>
    internal sealed record NotFound : WebhookResult;

    /// <summary>It is on, or off, already.</summary>
    internal sealed record Unchanged : WebhookResult;

    /// <summary>What was asked for is wrong.</summary>
    /// <param name="Field">The field: <c>url</c> or <c>types</c>.</param>
    /// <param name="Reason">What is wrong with it.</param>
    internal sealed record Invalid(string Field, string Reason) : WebhookResult;
}
