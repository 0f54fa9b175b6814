using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Doctor;

/// <summary>The looking at an installation.</summary>
internal static class DoctorSlice
{
    public static void AddDoctor(this IServiceCollection services)
    {
        services.AddSingleton<EmailChecks>();
        services.AddSingleton<Examination>();
    }
}
