using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.PasswordChange;

/// <summary><c>POST /change-password</c>: another password, for anyone who is signed in and knows the present one.</summary>
internal static class ChangePasswordEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/change-password", ChangeAsync).Describe("changePassword", "Change the own password; every session ends.")
            .AcceptsBody<ChangePasswordRequest>()
            .Answers<MessageResponse>(400, 401, 413, 429, 503)
            .RequiresSignIn();

    private static async Task<IResult> ChangeAsync(HttpContext context, PasswordChangeFlow flow)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, ChangePasswordRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        return await flow.RunAsync(CallerToken.Of(context), request, ClientInfo.Of(context), context.RequestAborted) switch
        {
            PasswordChangeResult.Changed => RestResult.Message(Messages.PasswordChanged),
            PasswordChangeResult.SessionEnded => RestResult.Error(ApiError.RevokedToken),
            PasswordChangeResult.Refused refused => RestResult.Error(AccountErrors.Of(refused.Fault)),
            var other => throw new InvalidOperationException($"Unexpected {other}."),
        };
    }
}
