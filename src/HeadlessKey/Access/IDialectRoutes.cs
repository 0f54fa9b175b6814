using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Access;

/// <summary>
/// Another plugin's endpoints, which a package beside this one answers. They are mapped with ours, so that a host still calls
/// <c>MapHeadlessKey()</c> and nothing else.
/// </summary>
internal interface IDialectRoutes
{
    /// <param name="routes">The routes below <c>jwt-auth/v1</c>, guarded as ours are.</param>
    /// <param name="dialect">Whose, as <c>HeadlessKey:Rest:Dialect</c> has it.</param>
    void Map(IEndpointRouteBuilder routes, string dialect);
}
