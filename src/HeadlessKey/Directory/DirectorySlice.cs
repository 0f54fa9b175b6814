using HeadlessKey.Directory.Transfer;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Directory;

/// <summary>Where people live, and what is done to their accounts.</summary>
internal static class DirectorySlice
{
    public static void AddDirectory(this IServiceCollection services)
    {
        services.AddSingleton<IUserDirectory, LocalUserDirectory>();
        services.AddSingleton<SignInCheck>();
        services.AddSingleton<ActorHold>();
        services.AddSingleton<WaysIn>();
        services.AddSingleton<UserAccounts>();
        services.AddSingleton<UserCopies>();
        services.AddSingleton<PasswordProof>();
        services.AddSingleton<ForcedReset>();
        services.AddSingleton<ImportPolicy>();
        services.AddSingleton<ImportedUserStore>();
        services.AddSingleton<UserImport>();
        services.AddSingleton<UserExport>();
    }
}
