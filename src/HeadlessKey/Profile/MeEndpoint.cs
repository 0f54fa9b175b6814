using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using HeadlessKey.Sites;
using HeadlessKey.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Profile;

/// <summary><c>GET /me</c> and <c>PATCH /me</c>: the caller's own profile.</summary>
internal static class MeEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me", GetAsync).Describe("me", "The own profile.")
            .Answers<MeResponse>(401)
            .RequiresSignIn();
        routes.MapPatch("/me", ChangeAsync).Describe("changeMe", "Change the own profile; another e-mail address needs the password and its proof.")
            .AcceptsBody<ChangeProfileRequest>()
            .Answers<MeResponse>(400, 401, 409, 413, 429, 503)
            .RequiresSignIn();
    }

    private static async Task<IResult> GetAsync(
        HttpContext context, IUserDirectory directory, EmailVerificationStore verifications, SiteVisit visit)
    {
        // Another site that was brought this token says so, to be told when the session ends.
        _ = BearerHeader.TryRead(context, out var text);
        if (!await visit.TryNoteAsync(SiteCallHeaders.Read(context), text, CallerToken.Of(context)))
        {
            return RestResult.Error(ApiError.RevokedToken);
        }

        return await ShowAsync(context, directory, verifications);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IUserDirectory directory, EmailVerificationStore verifications)
    {
        if (await directory.FindByIdAsync(CallerToken.Of(context).UserId, context.RequestAborted) is not { IsDisabled: false } user)
        {
            return RestResult.Error(ApiError.InvalidToken);
        }

        var pendingEmail = await verifications.FindPendingEmailAsync(user.Id, context.RequestAborted);
        return RestResult.Ok(MeResponse.Of(user, pendingEmail), ApiJsonContext.Answers.MeResponse);
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext context, ProfileFlow flow, IUserDirectory directory, EmailVerificationStore verifications)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, ChangeProfileRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        return await flow.RunAsync(CallerToken.Of(context), request, ClientInfo.Of(context), context.RequestAborted) switch
        {
            ChangeProfileResult.Changed => await ShowAsync(context, directory, verifications),
            ChangeProfileResult.PasswordMissing => RestResult.Error(ApiError.MissingParameters(["current_password"])),
            ChangeProfileResult.SessionEnded => RestResult.Error(ApiError.RevokedToken),
            ChangeProfileResult.Refused refused => RestResult.Error(AccountErrors.Of(refused.Fault)),
            var other => throw new InvalidOperationException($"Unexpected {other}."),
        };
    }
}
