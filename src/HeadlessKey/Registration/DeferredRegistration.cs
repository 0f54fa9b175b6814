using HeadlessKey.Http;

namespace HeadlessKey.Registration;

/// <summary>What private mode decides behind the answer, and for whom.</summary>
internal sealed record DeferredRegistration(PendingRegistration Pending, ClientInfo Client)
{
    public override string ToString() => nameof(DeferredRegistration);
}
