using System.Globalization;
using System.Security.Claims;

namespace HeadlessKey.Load.Host;

internal sealed record Me(long Id, string Login, IReadOnlyList<string> Roles)
{
    public static Me Of(ClaimsPrincipal user) => new(
        long.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture),
        user.Identity!.Name!,
        [.. user.FindAll("roles").Select(static role => role.Value)]);
}
