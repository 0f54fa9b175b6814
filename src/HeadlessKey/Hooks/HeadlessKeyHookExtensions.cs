using System.Diagnostics.CodeAnalysis;
using HeadlessKey;
using HeadlessKey.Hooks;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives the host's own code a say.</summary>
public static class HeadlessKeyHookExtensions
{
    /// <summary>
    /// Adds a hook or an observer: a class that implements <see cref="IHook{TPoint}"/> for one point or more, or
    /// <see cref="ISecurityEventObserver"/>. It is made once, with what its constructor asks for.
    /// </summary>
    /// <typeparam name="THook">The class.</typeparam>
    /// <param name="builder">What <c>AddHeadlessKey()</c> returned.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The class is neither.</exception>
    public static HeadlessKeyBuilder AddHook<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.Interfaces)] THook>(
        this HeadlessKeyBuilder builder)
        where THook : class
    {
        var contracts = Array.FindAll(typeof(THook).GetInterfaces(), IsContract);
        if (contracts.Length == 0)
        {
            throw new ArgumentException($"{typeof(THook)} is no hook: it implements neither IHook<…> nor ISecurityEventObserver.", nameof(builder));
        }

        builder.Services.TryAddSingleton<THook>();
        foreach (var contract in contracts)
        {
            builder.Services.AddSingleton(contract, static provider => provider.GetRequiredService<THook>());
        }

        return builder;
    }

    private static bool IsContract(Type contract) =>
        contract == typeof(ISecurityEventObserver) || (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IHook<>));
}
