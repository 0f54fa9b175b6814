using System.Globalization;
using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Http;
using HeadlessKey.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Administration.Configuration;

/// <summary><c>/admin/api/v1/settings</c>: what is set, by whom, and something else.</summary>
internal static class SettingsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/settings", ListAsync).Describe("adminSettings", "Every setting, its value, and where that comes from.").RequiresAdmin()
            .Answers<SettingsResponse>(401, 403);
        routes.MapPatch("/settings", ChangeAsync).Describe("adminChangeSettings", "Change settings, all that are named or none.").RequiresConfirmedAdmin()
            .AcceptsBody<ChangeSettingsRequest>().Answers<SettingChangeResponse>(400, 401, 403);
        routes.MapGet("/settings/history", ListChangesAsync).Describe("adminSettingsHistory", "Who changed which setting.").RequiresAdmin()
            .Answers<PageResponse<SettingChangeResponse>>(400, 401, 403);
        routes.MapPost("/settings/history/{id:long}/undo", UndoAsync).Describe("adminUndoSettings", "Take a change back.").RequiresConfirmedAdmin()
            .Answers<SettingChangeResponse>(400, 401, 403, 404, 409);
    }

    private static async Task<IResult> ListAsync(HttpContext context, SettingsView settings) =>
        RestResult.Ok(await settings.ReadAsync(context.RequestAborted), AdminJsonContext.Answers.SettingsResponse);

    private static async Task<IResult> ChangeAsync(HttpContext context, SettingChanger settings, OwnLockout lockout)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, ChangeSettingsRequest.Bind);
        var caller = AdminCaller.Of(context);
        return request is null
            ? RestResult.Error(error!)
            : Answer(await settings.ChangeAsync(request.Changes, caller, lockout.CheckOf(context)), caller);
    }

    private static async Task<IResult> ListChangesAsync(HttpContext context, SettingStore settings)
    {
        var query = new QueryFields(context.Request);
        var (before, count) = (query.Id("after"), query.Count());
        return query.Error is { } error
            ? RestResult.Error(error)
            : RestResult.Ok(
                AdminPage.Of(await settings.ListChangesAsync(before, count + 1, context.RequestAborted), count, SettingChangeResponse.Of, change => change.Id.ToString(CultureInfo.InvariantCulture)),
                AdminJsonContext.Answers.PageResponseSettingChangeResponse);
    }

    private static async Task<IResult> UndoAsync(HttpContext context, long id, SettingChanger settings, OwnLockout lockout)
    {
        var caller = AdminCaller.Of(context);
        return Answer(await settings.UndoAsync(id, caller, lockout.CheckOf(context)), caller);
    }

    private static IResult Answer(SettingChangeResult result, AdminCaller caller) => result switch
    {
        SettingChangeResult.Changed changed => RestResult.Ok(
            changed.Change is { } change ? SettingChangeResponse.Of(change with { ActorLogin = caller.User.Login }) : SettingChangeResponse.Nothing,
            AdminJsonContext.Answers.SettingChangeResponse),
        SettingChangeResult.Refused refused => RestResult.Error(ApiError.InvalidParameters(
            refused.Faults.ToDictionary(fault => fault.Key, fault => new Text(fault.Value, fault.Value), StringComparer.Ordinal))),
        SettingChangeResult.NoSuchChange => RestResult.Error(ApiError.NoSettingChange),
        SettingChangeResult.ChangedSince => RestResult.Error(ApiError.SettingChangedSince),
        _ => throw new InvalidOperationException($"Unexpected {result}."),
    };
}
