using HeadlessKey;
using HeadlessKey.Admin.Api;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the admin API and its pages to HeadlessKey.</summary>
public static class HeadlessKeyAdminBuilderExtensions
{
    /// <summary>
    /// People with the role <c>administrator</c> can look after HeadlessKey over HTTP. Map what this adds with <c>MapHeadlessKeyAdmin()</c>. The
    /// settings under <c>HeadlessKey:Admin</c> say from which networks, or close it.
    /// </summary>
    /// <param name="builder">What <c>AddHeadlessKey()</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static HeadlessKeyBuilder AddAdmin(this HeadlessKeyBuilder builder)
    {
        builder.Services.AddAdminApi();
        return builder;
    }
}
