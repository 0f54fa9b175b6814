namespace HeadlessKey.Directory.Transfer;

/// <summary>What a column may be about.</summary>
internal enum ImportColumn
{
    Id,
    Login,
    Email,
    DisplayName,
    FirstName,
    LastName,
    Nickname,
    Locale,
    PasswordHash,
    Registered,
    Roles,
    Capabilities,
    EmailVerified,
    Disabled,
    LockoutEnd,
}
