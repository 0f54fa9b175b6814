using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HeadlessKey.Passwords;

/// <summary>What may be a password, how it is hashed, and at which price it is wrong.</summary>
internal static class PasswordSlice
{
    public static void AddPasswords(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new PasswordHasher(provider.GetRequiredService<HeadlessKeyOptions>().Passwords.Iterations));
        services.AddSingleton(static provider => new HashingGate(provider.GetRequiredService<HeadlessKeyOptions>().Passwords.HashQueue));
        services.AddSingleton<PasswordVerifier>();
        services.AddSingleton<WrongAnswerPrice>();
        services.AddSingleton<IReplica, StoredHashKinds>();
        services.AddSingleton<PasswordPolicy>();
        services.AddSingleton<BreachedPasswords>();
    }
}
