using System.Net;
using HeadlessKey.Access;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using HeadlessKey.Roles;
using HeadlessKey.Sessions;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Door;

/// <summary>Stands before the admin API: is it open, to this network, that often, to this page, to this session?</summary>
internal sealed class AdminDoor(
    HeadlessKeyOptions options, RequestRates rates, OwnOrigin origin, AdminCookie cookie, AdminSessionStore sessions, IUserDirectory directory, ActorHold hold,
    TimeProvider time)
{
    private const string Poll = "X-HeadlessKey-Poll";

    private readonly IPNetwork[] networks =
        [.. options.Admin.Networks.Select(text => ClientAddress.TryParseNetwork(text, out var network) ? network : default)];

    /// <summary>What is asked of everybody, before anybody is looked up.</summary>
    public ApiError? FindRefusal(HttpContext context, RateGroup group)
    {
        if (!options.Admin.Enabled)
        {
            return ApiError.NoRoute;
        }

        var address = context.Connection.RemoteIpAddress;
        if (rates.IsLimited(group) && rates.TryTake(group, ClientNetwork.Of(address?.ToString())) is { } wait)
        {
            return ApiError.TooManyAttempts(wait);
        }

        if (!Admits(address))
        {
            return ApiError.Forbidden(signedIn: false);
        }

        return origin.Admits(context.Request) ? null : ApiError.WrongOrigin;
    }

    /// <summary>Whether the admin API may be used from there.</summary>
    public bool Admits(IPAddress? address) =>
        networks.Length == 0 || (address is not null && Array.Exists(networks, network => network.Contains(address)));

    /// <summary>
    /// Who is signed in; null: nobody. The account is looked at each time: whoever is disabled, deleted, demoted or has another password is out
    /// at that moment, on every node.
    /// </summary>
    public async Task<AdminCaller?> FindCallerAsync(HttpContext context, bool confirmed)
    {
        if (cookie.Find(context) is not { Length: > 0 } secret)
        {
            return null;
        }

        var session = context.Request.Headers.ContainsKey(Poll)
            ? await sessions.FindAsync(secret, context.RequestAborted)
            : await sessions.UseAsync(secret);
        return session is not null
            && await directory.FindByIdAsync(session.UserId, context.RequestAborted) is { IsDisabled: false } user
            && user.Version == session.UserVersion
            && user.Roles.Contains(Role.Administrator, StringComparer.Ordinal)
                ? new AdminCaller(user, session, confirmed, ClientInfo.Of(context), hold)
                : null;
    }

    /// <summary>Whether the password was typed a short while ago.</summary>
    public bool IsConfirmed(AdminCaller caller) => caller.Session.ConfirmedUntil > time.GetUtcNow();
}
