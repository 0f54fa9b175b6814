using HeadlessKey.Http;

namespace HeadlessKey.Registration;

/// <summary>What private mode decides behind the answer, and for whom.</summary>
internal sealed record DeferredRegistration(PendingRegistration Pending, ClientInfo Client)
{
    /// <summary>Why it is refused whatever is found, as the record says it; null: it is not.</summary>
    public string? RefusedFor { get; init; }

    public override string ToString() => nameof(DeferredRegistration);
}
