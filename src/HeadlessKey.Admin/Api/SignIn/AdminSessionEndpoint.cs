using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.SignIn;

/// <summary><c>/admin/api/v1/session</c>: in, still me, and out.</summary>
internal sealed class AdminSessionEndpoint(AdminSignInFlow signIn, AdminSessionFlow sessions, AdminCookie cookie)
{
    public static void MapSignIn(AdminEndpoints<AdminSessionEndpoint> routes)
    {
        routes.Post("/session", static it => it.SignInAsync).Describe("adminSignIn", "Sign in to the admin API.").AcceptsBody<AdminSignInRequest>()
            .Answers<AdminSessionResponse>(400, 401, 403, 413, 429, 503);
        routes.Post("/session/confirm", static it => it.ConfirmAsync).Describe("adminConfirm", "Type the password once more.").RequiresAdmin()
            .AcceptsBody<ConfirmRequest>().Answers<AdminSessionResponse>(400, 401, 403, 413, 429, 503);
    }

    public static void Map(AdminEndpoints<AdminSessionEndpoint> routes)
    {
        routes.Get("/session", static it => it.GetAsync).Describe("adminSession", "Who is signed in to the admin API.").RequiresAdmin()
            .Answers<AdminSessionResponse>(401, 403);
        routes.Delete("/session", static it => it.SignOutAsync).Describe("adminSignOut", "Sign out of the admin API.").RequiresAdmin()
            .Answers<MessageResponse>(401, 403);
    }

    private async Task<IResult> SignInAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, AdminSignInRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        switch (await signIn.RunAsync(request, cookie.Find(context), ClientInfo.Of(context), context.RequestAborted))
        {
            case AdminSignInResult.SignedIn signedIn:
                cookie.Give(context, signedIn.Secret);
                return RestResult.Ok(AdminSessionResponse.Of(signedIn.User, signedIn.Session), AdminJsonContext.Answers.AdminSessionResponse);
            case AdminSignInResult.Refused refused:
                return RestResult.Error(SignInErrors.Of(refused.Why));
            case var other:
                throw new InvalidOperationException($"Unexpected {other}.");
        }
    }

    private Task<IResult> GetAsync(HttpContext context)
    {
        var caller = AdminCaller.Of(context);
        return Task.FromResult(RestResult.Ok(AdminSessionResponse.Of(caller.User, caller.Session), AdminJsonContext.Answers.AdminSessionResponse));
    }

    private async Task<IResult> ConfirmAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, ConfirmRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        var caller = AdminCaller.Of(context);
        var (session, fault) = await sessions.ConfirmAsync(caller, cookie.Find(context)!, request.Password, context.RequestAborted);
        return fault is not null ? RestResult.Error(AccountErrors.Of(fault))
            : session is null ? RestResult.Error(ApiError.AdminSignedOut)
            : RestResult.Ok(AdminSessionResponse.Of(caller.User, session), AdminJsonContext.Answers.AdminSessionResponse);
    }

    private async Task<IResult> SignOutAsync(HttpContext context)
    {
        await sessions.SignOutAsync(AdminCaller.Of(context), cookie.Find(context)!);
        cookie.TakeBack(context);
        return RestResult.Message(Messages.AdminSignedOut);
    }
}
