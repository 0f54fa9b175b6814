using HeadlessKey.Http;

namespace HeadlessKey.Registration;

/// <summary>Who asked for another mail, and for which account.</summary>
internal sealed record DeferredResend(string Login, ClientInfo Client)
{
    public override string ToString() => nameof(DeferredResend);
}
