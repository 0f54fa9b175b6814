namespace HeadlessKey.Hooks;

/// <summary>
/// Somebody chooses a password that the rules allow. A hook may have a reason more against it. The password never leaves the process: there is
/// no HTTP hook for this, and a hook must not send or log it either.
/// </summary>
public sealed class PasswordChoosing : HookPoint
{
    private readonly List<string> reasons = [];

    internal PasswordChoosing(string password, string? login, string? email)
    {
        Password = password;
        Login = login;
        Email = email;
    }

    /// <summary>The password, exactly as typed.</summary>
    public string Password { get; }

    /// <summary>Whose login; null while it must not matter who it is, as in a reset before its link is proven.</summary>
    public string? Login { get; }

    /// <summary>Whose address; null while it must not matter who it is.</summary>
    public string? Email { get; }

    internal IReadOnlyList<string> Reasons => reasons;

    internal override bool HoldsSecrets => true;

    /// <summary>Gives a reason against it, which the caller finds in <c>data.reasons</c>.</summary>
    /// <param name="reason">A code: 1 to 64 lower-case letters, digits and <c>_</c>.</param>
    /// <exception cref="ArgumentException">It is not a code.</exception>
    public void Refuse(string reason) => reasons.Add(
        HookCode.IsValid(reason) ? reason : throw new ArgumentException("A reason has 1 to 64 lower-case letters, digits and _, and starts with a letter.", nameof(reason)));

    /// <summary>Its name alone: never the password.</summary>
    /// <returns>The name of the point.</returns>
    public override string ToString() => nameof(PasswordChoosing);
}
