using System.Globalization;
using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using HeadlessKey.Lockout;
using HeadlessKey.Users;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Accounts;

/// <summary><c>/admin/api/v1/users</c>: find accounts, make one, look at one.</summary>
internal sealed class UsersEndpoint(
    UserSearchStore search, UserFlow flow, UserStore users, AttemptGate attempts, LiveSessions.LiveSessionStore sessions)
{
    public static void Map(AdminEndpoints<UsersEndpoint> routes)
    {
        routes.Get("/users", static it => it.ListAsync).Describe("adminUsers", "Find accounts.").RequiresAdmin().Answers<PageResponse<AdminUserResponse>>(400, 401, 403);
        routes.Post("/users", static it => it.CreateAsync).Describe("adminCreateUser", "Make an account.").RequiresConfirmedAdmin().AcceptsBody<CreateUserRequest>().Creates<AdminUserResponse>(StatusCodes.Status201Created, 400, 401, 403, 409, 503);
        routes.Get("/users/{id:long}", static it => it.GetAsync).Describe("adminUser", "An account and what is going on around it.").RequiresAdmin()
            .Answers<AdminUserDetailResponse>(401, 403, 404);
    }

    private async Task<IResult> ListAsync(HttpContext context)
    {
        var query = new QueryFields(context.Request);
        var (text, role, status, after, count) = (query.Optional("search", 200), query.Optional("role", 60), query.Optional("status", 20), query.Id("after"), query.Count());
        if (status is not (null or UserSearchStore.Active or UserSearchStore.Unverified or UserSearchStore.Disabled))
        {
            query.Refuse("status", Messages.StatusUnknown);
        }

        if (query.Error is { } error)
        {
            return RestResult.Error(error);
        }

        var found = await search.FindAsync(text, role, status, after ?? 0, count + 1, context.RequestAborted);
        return RestResult.Ok(
            AdminPage.Of(found, count, AdminUserResponse.Of, user => user.Id.ToString(CultureInfo.InvariantCulture)),
            AdminJsonContext.Answers.PageResponseAdminUserResponse);
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, CreateUserRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        var (user, fault) = await flow.CreateAsync(AdminCaller.Of(context), request, context.RequestAborted);
        return user is null
            ? RestResult.Error(AccountErrors.Of(fault!))
            : RestResult.Ok(AdminUserResponse.Of(user), AdminJsonContext.Answers.AdminUserResponse, StatusCodes.Status201Created);
    }

    private async Task<IResult> GetAsync(HttpContext context)
    {
        var id = PathFields.Number(context, "id");
        return await users.FindByIdAsync(id, context.RequestAborted) is { } user
            ? RestResult.Ok(
                AdminUserDetailResponse.Of(user, await sessions.CountAsync(id, context.RequestAborted), await attempts.FindLockAsync(id, context.RequestAborted)),
                AdminJsonContext.Answers.AdminUserDetailResponse)
            : RestResult.Error(ApiError.NoUser);
    }
}
