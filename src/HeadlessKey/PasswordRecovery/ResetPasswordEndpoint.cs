using HeadlessKey.Access;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.PasswordRecovery;

/// <summary><c>POST /reset-password</c>: a new password, by the mailed link or the mailed code.</summary>
internal static class ResetPasswordEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/reset-password", ResetAsync).Describe("resetPassword", "Set a new password with the mailed link or code.")
            .AcceptsBody<ResetPasswordRequest>()
            .Answers<MessageResponse>(400, 413, 503);

    private static async Task<IResult> ResetAsync(HttpContext context, ResetPasswordFlow flow)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, ResetPasswordRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        return await flow.RunAsync(request, ClientInfo.Of(context), context.RequestAborted) switch
        {
            ResetPasswordResult.Updated => RestResult.Message(Messages.PasswordUpdated),
            ResetPasswordResult.InvalidKey => RestResult.Error(ApiError.InvalidKey),
            ResetPasswordResult.Refused refused => RestResult.Error(AccountErrors.Of(refused.Fault)),
            var other => throw new InvalidOperationException($"Unexpected {other}."),
        };
    }
}
