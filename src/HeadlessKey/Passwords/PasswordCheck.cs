namespace HeadlessKey.Passwords;

/// <summary>What came of checking a password.</summary>
internal enum PasswordCheck
{
    /// <summary>It is not the one, or nobody has that name.</summary>
    Wrong,

    /// <summary>It is the one.</summary>
    Right,

    /// <summary>Too many others are being checked.</summary>
    Busy,
}
