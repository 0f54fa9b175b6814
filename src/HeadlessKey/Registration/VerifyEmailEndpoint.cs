using HeadlessKey.Access;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Registration;

/// <summary><c>POST /verify-email</c>: the proof of an address; and <c>POST /verify-email/resend</c>: another mail for it.</summary>
internal static class VerifyEmailEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/verify-email", VerifyAsync).Describe("verifyEmail", "Prove an e-mail address with what its link carries.")
            .AcceptsBody<VerifyEmailRequest>()
            .Answers<VerifyEmailResponse>(400, 413);
        routes.MapPost("/verify-email/resend", ResendAsync).Describe("resendVerification", "Ask for another mail for an address to prove.")
            .AcceptsBody<ResendVerificationRequest>()
            .Answers<MessageResponse>(400, 413);
    }

    private static async Task<IResult> VerifyAsync(HttpContext context, VerifyEmailFlow flow)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, VerifyEmailRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        var client = ClientInfo.Of(context);
        return await flow.RunAsync(request, client, context.RequestAborted) switch
        {
            VerifyEmailResult.Verified verified => RestResult.Ok(
                new VerifyEmailResponse(Messages.EmailVerified.In(client.Language), verified.Login), ApiJsonContext.Answers.VerifyEmailResponse),
            VerifyEmailResult.InvalidLink => RestResult.Error(ApiError.InvalidKey),
            var other => throw new InvalidOperationException($"Unexpected {other}."),
        };
    }

    private static async Task<IResult> ResendAsync(HttpContext context, ResendVerificationFlow flow)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, ResendVerificationRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        await flow.RunAsync(request, ClientInfo.Of(context));
        return RestResult.Message(Messages.VerificationSent); // whoever asked, and whatever comes of it
    }
}
