using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using HeadlessKey.Users;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Accounts;

/// <summary><c>/admin/api/v1/users/{id}/…</c>: change one account.</summary>
internal sealed class UserChangesEndpoint(UserFlow flow, UserStore users, UserAccounts accounts, ForcedReset reset)
{
    public static void Map(AdminEndpoints<UserChangesEndpoint> routes)
    {
        routes.Put("/users/{id:long}/roles", static it => it.SetRolesAsync).Describe("adminSetRoles", "Give other roles.").RequiresConfirmedAdmin()
            .AcceptsBody<SetRolesRequest>().Answers<AdminUserResponse>(400, 401, 403, 404, 409, 503);
        routes.Post("/users/{id:long}/disable", static it => it.DisableAsync).Describe("adminDisableUser", "Switch an account off.").RequiresConfirmedAdmin()
            .Answers<AdminUserResponse>(401, 403, 404, 409, 503);
        routes.Post("/users/{id:long}/enable", static it => it.EnableAsync).Describe("adminEnableUser", "Switch an account on again.").RequiresConfirmedAdmin()
            .Answers<AdminUserResponse>(401, 403, 404, 503);
        routes.Post("/users/{id:long}/unlock", static it => it.UnlockAsync).Describe("adminUnlockUser", "Lift every lock on an account.").RequiresAdmin()
            .Answers<AdminUserResponse>(401, 403, 404);
        routes.Post("/users/{id:long}/verify-email", static it => it.VerifyEmailAsync).Describe("adminVerifyEmail", "Answer for the address.").RequiresConfirmedAdmin()
            .Answers<AdminUserResponse>(401, 403, 404);
        routes.Post("/users/{id:long}/password", static it => it.SetPasswordAsync).Describe("adminSetPassword", "Set a password.").RequiresConfirmedAdmin()
            .AcceptsBody<SetPasswordRequest>().Answers<AdminUserResponse>(400, 401, 403, 404, 503);
        routes.Post("/users/{id:long}/force-reset", static it => it.ForceResetAsync).Describe("adminForceReset", "Take the password away and mail a link.")
            .RequiresConfirmedAdmin().Answers<AdminUserResponse>(401, 403, 404, 409, 503);
        routes.Delete("/users/{id:long}", static it => it.DeleteAsync).Describe("adminDeleteUser", "Delete an account.").RequiresConfirmedAdmin()
            .Answers<MessageResponse>(401, 403, 404, 409, 503);
    }

    private async Task<IResult> SetRolesAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, SetRolesRequest.Bind);
        return request is null ? RestResult.Error(error!) : await AnswerAsync(context, await flow.SetRolesAsync(AdminCaller.Of(context), Id(context), request.Roles));
    }

    private async Task<IResult> DisableAsync(HttpContext context) =>
        await AnswerAsync(context, await flow.DisableAsync(AdminCaller.Of(context), Id(context)));

    private async Task<IResult> EnableAsync(HttpContext context) =>
        await AnswerAsync(context, await accounts.EnableAsync(Id(context), AdminCaller.Of(context).Actor));

    private async Task<IResult> UnlockAsync(HttpContext context) =>
        await AnswerAsync(context, await flow.UnlockAsync(AdminCaller.Of(context), Id(context), context.RequestAborted));

    private async Task<IResult> VerifyEmailAsync(HttpContext context) =>
        await AnswerAsync(context, await accounts.VerifyEmailAsync(Id(context), AdminCaller.Of(context).Actor));

    private async Task<IResult> SetPasswordAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, SetPasswordRequest.Bind);
        return request is null
            ? RestResult.Error(error!)
            : await AnswerAsync(context, await accounts.SetPasswordAsync(Id(context), request.Password, context.RequestAborted, AdminCaller.Of(context).Actor));
    }

    private async Task<IResult> ForceResetAsync(HttpContext context) =>
        await AnswerAsync(context, await reset.RunAsync(Id(context), AdminCaller.Of(context).Actor, context.RequestAborted));

    private async Task<IResult> DeleteAsync(HttpContext context) =>
        await flow.DeleteAsync(AdminCaller.Of(context), Id(context)) is { } fault ? RestResult.Error(AccountErrors.Of(fault)) : RestResult.Message(Messages.UserDeleted);

    private async Task<IResult> AnswerAsync(HttpContext context, AccountFault? fault) =>
        fault is not null ? RestResult.Error(AccountErrors.Of(fault))
        : await users.FindByIdAsync(Id(context), context.RequestAborted) is { } user ? RestResult.Ok(AdminUserResponse.Of(user), AdminJsonContext.Answers.AdminUserResponse)
        : RestResult.Error(ApiError.NoUser);

    private static long Id(HttpContext context) => PathFields.Number(context, "id");
}
