namespace HeadlessKey.Hooks;

/// <summary>A point of a flow at which hooks are asked. There are as many as there are classes derived from it.</summary>
public abstract class HookPoint
{
    private protected HookPoint()
    {
    }

    internal HookRefusal? Refusal { get; private protected set; }

    /// <summary>Whether what a hook gets to see here must not reach a log, not even inside an exception's message.</summary>
    internal virtual bool HoldsSecrets => false;

    /// <summary>What it means that an HTTP hook does not allow it.</summary>
    internal virtual void Deny(string? code, string? message) => throw new HookAnswerException("nothing can be refused at this point");
}
