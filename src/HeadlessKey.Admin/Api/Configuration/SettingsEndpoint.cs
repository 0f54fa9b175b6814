using System.Globalization;
using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Http;
using HeadlessKey.Settings;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Configuration;

/// <summary><c>/admin/api/v1/settings</c>: what is set, by whom, and something else.</summary>
internal sealed class SettingsEndpoint(SettingsView view, SettingChanger settings, SettingStore store, OwnLockout lockout)
{
    public static void Map(AdminEndpoints<SettingsEndpoint> routes)
    {
        routes.Get("/settings", static it => it.ListAsync).Describe("adminSettings", "Every setting, its value, and where that comes from.").RequiresAdmin()
            .Answers<SettingsResponse>(401, 403);
        routes.Patch("/settings", static it => it.ChangeAsync).Describe("adminChangeSettings", "Change settings, all that are named or none.").RequiresConfirmedAdmin()
            .AcceptsBody<ChangeSettingsRequest>().Answers<SettingChangeResponse>(400, 401, 403);
        routes.Get("/settings/history", static it => it.ListChangesAsync).Describe("adminSettingsHistory", "Who changed which setting.").RequiresAdmin()
            .Answers<PageResponse<SettingChangeResponse>>(400, 401, 403);
        routes.Post("/settings/history/{id:long}/undo", static it => it.UndoAsync).Describe("adminUndoSettings", "Take a change back.").RequiresConfirmedAdmin()
            .Answers<SettingChangeResponse>(400, 401, 403, 404, 409);
    }

    private async Task<IResult> ListAsync(HttpContext context) =>
        RestResult.Ok(await view.ReadAsync(context.RequestAborted), AdminJsonContext.Answers.SettingsResponse);

    private async Task<IResult> ChangeAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, ChangeSettingsRequest.Bind);
        var caller = AdminCaller.Of(context);
        return request is null
            ? RestResult.Error(error!)
            : Answer(await settings.ChangeAsync(request.Changes, caller, lockout.CheckOf(context)), caller);
    }

    private async Task<IResult> ListChangesAsync(HttpContext context)
    {
        var query = new QueryFields(context.Request);
        var (before, count) = (query.Id("after"), query.Count());
        return query.Error is { } error
            ? RestResult.Error(error)
            : RestResult.Ok(
                AdminPage.Of(await store.ListChangesAsync(before, count + 1, context.RequestAborted), count, SettingChangeResponse.Of, change => change.Id.ToString(CultureInfo.InvariantCulture)),
                AdminJsonContext.Answers.PageResponseSettingChangeResponse);
    }

    private async Task<IResult> UndoAsync(HttpContext context)
    {
        var (id, caller) = (PathFields.Number(context, "id"), AdminCaller.Of(context));
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
