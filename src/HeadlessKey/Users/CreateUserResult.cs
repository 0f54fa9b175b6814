namespace HeadlessKey.Users;

/// <summary>How the making of an account ended.</summary>
internal abstract record CreateUserResult
{
    internal sealed record Created(long UserId) : CreateUserResult;

    internal sealed record LoginTaken : CreateUserResult;

    internal sealed record EmailTaken : CreateUserResult;
}
