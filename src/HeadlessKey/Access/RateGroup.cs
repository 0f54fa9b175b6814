namespace HeadlessKey.Access;

/// <summary>Requests that are counted together.</summary>
internal enum RateGroup
{
    SignIn,
    Accounts,
    Sessions,
    Memory,
    Admin,
}
