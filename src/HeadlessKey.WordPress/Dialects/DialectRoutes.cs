using HeadlessKey.Access;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>Which of the two dialects answers at <c>jwt-auth/v1</c>: they clash on one address, so it is a setting.</summary>
internal sealed class DialectRoutes : IDialectRoutes
{
    public void Map(IEndpointRouteBuilder routes, string dialect)
    {
        if (dialect == RestOptions.TmeisterDialect)
        {
            TmeisterEndpoint.Map(routes);
        }
        else
        {
            UsefulteamEndpoint.Map(routes);
        }
    }
}
