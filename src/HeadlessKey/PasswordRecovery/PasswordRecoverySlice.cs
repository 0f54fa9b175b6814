using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.PasswordRecovery;

/// <summary>A forgotten password, by link or by code.</summary>
internal static class PasswordRecoverySlice
{
    public static void AddPasswordRecovery(this IServiceCollection services)
    {
        services.AddSingleton<ForgotPasswordFlow>();
        services.AddSingleton<ResetPasswordFlow>();
        services.AddSingleton<RecoveryProver>();
        services.AddSingleton<RecoverySecrets>();
        services.AddSingleton<IDeferredWork, RecoveryWork>();
    }
}
