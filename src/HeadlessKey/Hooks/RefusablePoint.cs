namespace HeadlessKey.Hooks;

/// <summary>A point at which a hook can refuse what was asked for.</summary>
public abstract class RefusablePoint : HookPoint
{
    private protected RefusablePoint()
    {
    }

    /// <summary>Refuses. The caller gets status 403 with this code and message, and no further hook is asked.</summary>
    /// <param name="code">
    /// What programs read: lower-case letters, digits and <c>_</c>, at most 64, and none of HeadlessKey's own (<c>headlesskey_</c>,
    /// <c>rest_</c>). Default: <c>headlesskey_refused_by_hook</c>.
    /// </param>
    /// <param name="message">What people read: plain text, cut after 200 characters. Default: a general one.</param>
    /// <exception cref="ArgumentException">The code is not one.</exception>
    public void Refuse(string? code = null, string? message = null) => Refusal = HookRefusal.Of(code, message);

    internal sealed override void Deny(string? code, string? message) => Refuse(code, message);
}
