using HeadlessKey.Users;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Profile;

/// <summary>What users see and change of themselves.</summary>
internal static class ProfileSlice
{
    public static void AddProfile(this IServiceCollection services)
    {
        services.AddSingleton<ProfileFlow>();
        services.AddSingleton<EmailChange>();
        services.AddSingleton<ProfileStore>();
    }
}
