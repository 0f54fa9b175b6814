namespace HeadlessKey.Users;

/// <summary>What an account is made of.</summary>
internal sealed record NewUser(
    string Login, string Email, string DisplayName, NewPassword Password, IReadOnlyList<string> Roles, bool EmailVerified)
{
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append(Login);
        return true;
    }
}
