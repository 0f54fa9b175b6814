using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Administration.SignIn;

/// <summary><c>/admin/api/v1/session</c>: in, still me, and out.</summary>
internal static class AdminSessionEndpoint
{
    public static void MapSignIn(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/session", SignInAsync).Describe("adminSignIn", "Sign in to the admin API.").AcceptsBody<AdminSignInRequest>()
            .Answers<AdminSessionResponse>(400, 401, 403, 413, 429, 503);
        routes.MapPost("/session/confirm", ConfirmAsync).Describe("adminConfirm", "Type the password once more.").RequiresAdmin()
            .AcceptsBody<ConfirmRequest>().Answers<AdminSessionResponse>(400, 401, 403, 413, 429, 503);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/session", Get).Describe("adminSession", "Who is signed in to the admin API.").RequiresAdmin()
            .Answers<AdminSessionResponse>(401, 403);
        routes.MapDelete("/session", SignOutAsync).Describe("adminSignOut", "Sign out of the admin API.").RequiresAdmin()
            .Answers<MessageResponse>(401, 403);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, AdminSignInFlow flow, AdminCookie cookie)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, AdminSignInRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        switch (await flow.RunAsync(request, cookie.Find(context), ClientInfo.Of(context), context.RequestAborted))
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

    private static IResult Get(HttpContext context)
    {
        var caller = AdminCaller.Of(context);
        return RestResult.Ok(AdminSessionResponse.Of(caller.User, caller.Session), AdminJsonContext.Answers.AdminSessionResponse);
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, AdminSessionFlow flow, AdminCookie cookie)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, ConfirmRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        var caller = AdminCaller.Of(context);
        var (session, fault) = await flow.ConfirmAsync(caller, cookie.Find(context)!, request.Password, context.RequestAborted);
        return fault is not null ? RestResult.Error(AccountErrors.Of(fault))
            : session is null ? RestResult.Error(ApiError.AdminSignedOut)
            : RestResult.Ok(AdminSessionResponse.Of(caller.User, session), AdminJsonContext.Answers.AdminSessionResponse);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, AdminSessionFlow flow, AdminCookie cookie)
    {
        await flow.SignOutAsync(AdminCaller.Of(context), cookie.Find(context)!);
        cookie.TakeBack(context);
        return RestResult.Message(Messages.AdminSignedOut);
    }
}
