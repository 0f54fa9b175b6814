using HeadlessKey.Hooks;

namespace HeadlessKey.Users;

/// <summary>A person as hooks see them.</summary>
internal static class HookedUser
{
    public static HookUser Of(User user) =>
        new() { Id = user.Id, Login = user.Login, Email = user.Email, DisplayName = user.DisplayName, Roles = user.Roles };
}
