namespace HeadlessKey.Hooks;

/// <summary>A person, as hooks see them.</summary>
public sealed class HookUser
{
    internal HookUser()
    {
    }

    /// <summary>The id; it never changes.</summary>
    public required long Id { get; init; }

    /// <summary>The login.</summary>
    public required string Login { get; init; }

    /// <summary>The e-mail address, proven or not.</summary>
    public required string Email { get; init; }

    /// <summary>The name that others see.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The roles.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>The id alone, for logs.</summary>
    /// <returns>Such as <c>user 7</c>.</returns>
    public override string ToString() => $"user {Id}";
}
