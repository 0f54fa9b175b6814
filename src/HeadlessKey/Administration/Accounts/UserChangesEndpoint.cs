using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using HeadlessKey.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Administration.Accounts;

/// <summary><c>/admin/api/v1/users/{id}/…</c>: change one account.</summary>
internal static class UserChangesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/users/{id:long}/roles", SetRolesAsync).Describe("adminSetRoles", "Give other roles.").RequiresConfirmedAdmin()
            .AcceptsBody<SetRolesRequest>().Answers<AdminUserResponse>(400, 401, 403, 404, 409, 503);
        routes.MapPost("/users/{id:long}/disable", DisableAsync).Describe("adminDisableUser", "Switch an account off.").RequiresConfirmedAdmin()
            .Answers<AdminUserResponse>(401, 403, 404, 409);
        routes.MapPost("/users/{id:long}/enable", EnableAsync).Describe("adminEnableUser", "Switch an account on again.").RequiresConfirmedAdmin()
            .Answers<AdminUserResponse>(401, 403, 404);
        routes.MapPost("/users/{id:long}/unlock", UnlockAsync).Describe("adminUnlockUser", "Lift every lock on an account.").RequiresAdmin()
            .Answers<AdminUserResponse>(401, 403, 404);
        routes.MapPost("/users/{id:long}/verify-email", VerifyEmailAsync).Describe("adminVerifyEmail", "Answer for the address.").RequiresConfirmedAdmin()
            .Answers<AdminUserResponse>(401, 403, 404);
        routes.MapPost("/users/{id:long}/password", SetPasswordAsync).Describe("adminSetPassword", "Set a password.").RequiresConfirmedAdmin()
            .AcceptsBody<SetPasswordRequest>().Answers<AdminUserResponse>(400, 401, 403, 404, 503);
        routes.MapPost("/users/{id:long}/force-reset", ForceResetAsync).Describe("adminForceReset", "Take the password away and mail a link.").RequiresConfirmedAdmin()
            .Answers<AdminUserResponse>(401, 403, 404, 409, 503);
        routes.MapDelete("/users/{id:long}", DeleteAsync).Describe("adminDeleteUser", "Delete an account.").RequiresConfirmedAdmin()
            .Answers<MessageResponse>(401, 403, 404, 409);
    }

    private static async Task<IResult> SetRolesAsync(HttpContext context, long id, UserFlow flow, UserStore users)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, SetRolesRequest.Bind);
        return request is null ? RestResult.Error(error!) : await AnswerAsync(context, id, users, await flow.SetRolesAsync(AdminCaller.Of(context), id, request.Roles));
    }

    private static async Task<IResult> DisableAsync(HttpContext context, long id, UserFlow flow, UserStore users) =>
        await AnswerAsync(context, id, users, await flow.DisableAsync(AdminCaller.Of(context), id));

    private static async Task<IResult> EnableAsync(HttpContext context, long id, UserAccounts accounts, UserStore users) =>
        await AnswerAsync(context, id, users, await accounts.EnableAsync(id, AdminCaller.Of(context).Actor));

    private static async Task<IResult> UnlockAsync(HttpContext context, long id, UserFlow flow, UserStore users) =>
        await AnswerAsync(context, id, users, await flow.UnlockAsync(AdminCaller.Of(context), id, context.RequestAborted));

    private static async Task<IResult> VerifyEmailAsync(HttpContext context, long id, UserAccounts accounts, UserStore users) =>
        await AnswerAsync(context, id, users, await accounts.VerifyEmailAsync(id, AdminCaller.Of(context).Actor));

    private static async Task<IResult> SetPasswordAsync(HttpContext context, long id, UserAccounts accounts, UserStore users)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, SetPasswordRequest.Bind);
        return request is null
            ? RestResult.Error(error!)
            : await AnswerAsync(context, id, users, await accounts.SetPasswordAsync(id, request.Password, context.RequestAborted, AdminCaller.Of(context).Actor));
    }

    private static async Task<IResult> ForceResetAsync(HttpContext context, long id, ForcedReset reset, UserStore users) =>
        await AnswerAsync(context, id, users, await reset.RunAsync(id, AdminCaller.Of(context).Actor, context.RequestAborted));

    private static async Task<IResult> DeleteAsync(HttpContext context, long id, UserFlow flow) =>
        await flow.DeleteAsync(AdminCaller.Of(context), id) is { } fault ? RestResult.Error(AccountErrors.Of(fault)) : RestResult.Message(Messages.UserDeleted);

    private static async Task<IResult> AnswerAsync(HttpContext context, long id, UserStore users, AccountFault? fault) =>
        fault is not null ? RestResult.Error(AccountErrors.Of(fault))
        : await users.FindByIdAsync(id, context.RequestAborted) is { } user ? RestResult.Ok(AdminUserResponse.Of(user), AdminJsonContext.Answers.AdminUserResponse)
        : RestResult.Error(ApiError.NoUser);
}
