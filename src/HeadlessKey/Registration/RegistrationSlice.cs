using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Registration;

/// <summary>Making an account, with or without telling who has one.</summary>
internal static class RegistrationSlice
{
    public static void AddRegistration(this IServiceCollection services)
    {
        services.AddSingleton<RegistrationFlow>();
        services.AddSingleton<VerifyEmailFlow>();
        services.AddSingleton<ResendVerificationFlow>();
        services.AddSingleton<InvitationFlow>();
        services.AddSingleton<VerificationMail>();
        services.AddSingleton<PrivateRegistration>();
        services.AddSingleton<IDeferredWork>(static provider => provider.GetRequiredService<PrivateRegistration>());
        services.AddSingleton<IDeferredWork>(static provider => provider.GetRequiredService<ResendVerificationFlow>());
    }
}
