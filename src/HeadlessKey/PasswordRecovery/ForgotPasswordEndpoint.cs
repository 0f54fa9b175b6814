using HeadlessKey.Access;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.PasswordRecovery;

/// <summary><c>POST /forgot-password</c>: a link or a code by mail, and one answer for every name.</summary>
internal static class ForgotPasswordEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/forgot-password", ForgotAsync).Describe("forgotPassword", "Ask for a link or a code to set a new password.")
            .AcceptsBody<ForgotPasswordRequest>()
            .Answers<MessageResponse>(400, 413);

    private static async Task<IResult> ForgotAsync(HttpContext context, ForgotPasswordFlow flow)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, ForgotPasswordRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        await flow.RunAsync(request, ClientInfo.Of(context));
        return RestResult.Message(Messages.PasswordResetSent);
    }
}
