using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Email;
using HeadlessKey.Http;
using HeadlessKey.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Administration.Mail;

/// <summary><c>/admin/api/v1/email</c>: how the mails read, and whether they go out.</summary>
internal static class EmailTextsEndpoint
{
    private static readonly string[] Tags = [.. Enum.GetValues<Language>().Select(Languages.Tag)];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/email", Get).Describe("adminEmail", "How mail leaves, and which mails there are.").RequiresAdmin().Answers<EmailResponse>(401, 403);
        routes.MapGet("/email/preview/{kind}", Preview).Describe("adminEmailPreview", "A mail as it would be sent.").RequiresAdmin()
            .Answers<PreviewResponse>(400, 401, 403, 404);
        routes.MapPost("/email/test", TestAsync).Describe("adminEmailTest", "Send a test mail at once.").RequiresConfirmedAdmin().AcceptsBody<TestEmailRequest>()
            .Answers<TestEmailResponse>(400, 401, 403, 409);
    }

    private static IResult Get(HeadlessKeyOptions options, EmailComposer composer, AccountLinks links)
    {
        var samples = EmailSample.Each(Languages.Default, links);
        var composed = Compose(composer, samples[0]);
        return RestResult.Ok(
            new EmailResponse(options.Email.Transport, composed.From, composed.FromName, Tags, [.. samples.Select(sample => sample.Kind)]),
            AdminJsonContext.Answers.EmailResponse);
    }

    private static IResult Preview(HttpContext context, string kind, EmailComposer composer, AccountLinks links)
    {
        var query = new QueryFields(context.Request);
        if (ReadLanguage(query.Optional("language", 10)) is not { } language)
        {
            query.Refuse("language", Messages.LanguageUnknown);
            return RestResult.Error(query.Error!);
        }

        if (EmailSample.Each(language, links).FirstOrDefault(sample => sample.Kind == kind) is not { } message)
        {
            return RestResult.Error(ApiError.NoEmail);
        }

        var email = Compose(composer, message);
        return RestResult.Ok(new PreviewResponse(kind, email.Language, email.Subject, email.Text, email.Html), AdminJsonContext.Answers.PreviewResponse);
    }

    private static async Task<IResult> TestAsync(HttpContext context, TestEmailFlow flow, HeadlessKeyOptions options)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, TestEmailRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        if (options.Email.Transport == EmailOptions.NoTransport)
        {
            return RestResult.Error(ApiError.NoMail);
        }

        var language = ReadLanguage(request.Language) ?? Languages.Default;
        var answer = await flow.RunAsync(AdminCaller.Of(context), request.To, language, context.RequestAborted) switch
        {
            EmailSendResult.Sent sent => new TestEmailResponse(true, sent.Answer),
            EmailSendResult.FailedForNow failed => new TestEmailResponse(false, failed.Reason),
            EmailSendResult.Refused refused => new TestEmailResponse(false, refused.Reason),
            var other => throw new InvalidOperationException($"Unexpected {other}."),
        };
        return RestResult.Ok(answer, AdminJsonContext.Answers.TestEmailResponse);
    }

    private static OutgoingEmail Compose(EmailComposer composer, EmailMessage message) =>
        composer.Compose(RandomId.Handle(), message.Kind, message.Recipient.Address, EmailSample.ContentOf(message));

    private static Language? ReadLanguage(string? tag) => tag is null ? Languages.Default : Languages.OfLocale(tag);
}
