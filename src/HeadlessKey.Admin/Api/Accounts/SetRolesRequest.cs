using HeadlessKey.Http;

namespace HeadlessKey.Admin.Api.Accounts;

/// <summary>Other roles.</summary>
/// <param name="Roles">All that the user shall have.</param>
internal sealed record SetRolesRequest(IReadOnlyList<string> Roles)
{
    public static SetRolesRequest Bind(RequestFields fields)
    {
        var roles = fields.Texts("roles", 50, 60);
        if (roles is null && fields.Error is null)
        {
            fields.Refuse("roles", Messages.MustBeList);
        }

        return new SetRolesRequest(roles ?? []);
    }
}
