namespace HeadlessKey.Passwords;

/// <summary>What the list of leaks says about a password.</summary>
internal enum BreachCheck
{
    /// <summary>It does not know it.</summary>
    Unknown,

    /// <summary>It knows it.</summary>
    Known,

    /// <summary>It could not be asked.</summary>
    Unavailable,
}
