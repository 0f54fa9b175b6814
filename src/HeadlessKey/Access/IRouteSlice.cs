using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Access;

/// <summary>Routes that a package beside this one adds, so that a host still calls <c>MapHeadlessKey()</c> and nothing else.</summary>
internal interface IRouteSlice
{
    void Map(IEndpointRouteBuilder endpoints);
}
