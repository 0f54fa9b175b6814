using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Email;
using HeadlessKey.Http;
using HeadlessKey.Secrets;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Mail;

/// <summary><c>/admin/api/v1/email</c>: how the mails read, and whether they go out.</summary>
internal sealed class EmailTextsEndpoint(EmailComposer composer, TestEmailFlow flow, AccountLinks links, HeadlessKeyOptions options)
{
    private static readonly string[] Tags = [.. Enum.GetValues<Language>().Select(Languages.Tag)];

    public static void Map(AdminEndpoints<EmailTextsEndpoint> routes)
    {
        routes.Get("/email", static it => it.GetAsync).Describe("adminEmail", "How mail leaves, and which mails there are.").RequiresAdmin()
            .Answers<EmailResponse>(401, 403);
        routes.Get("/email/preview/{kind}", static it => it.PreviewAsync).Describe("adminEmailPreview", "A mail as it would be sent.").RequiresAdmin()
            .Answers<PreviewResponse>(400, 401, 403, 404);
        routes.Post("/email/test", static it => it.TestAsync).Describe("adminEmailTest", "Send a test mail at once.").RequiresConfirmedAdmin().AcceptsBody<TestEmailRequest>()
            .Answers<TestEmailResponse>(400, 401, 403, 409);
    }

    private Task<IResult> GetAsync(HttpContext context)
    {
        var samples = EmailSample.Each(Languages.Default, links);
        var composed = Compose(samples[0]);
        return Task.FromResult(RestResult.Ok(
            new EmailResponse(options.Email.Transport, composed.From, composed.FromName, Tags, [.. samples.Select(sample => sample.Kind)]),
            AdminJsonContext.Answers.EmailResponse));
    }

    private Task<IResult> PreviewAsync(HttpContext context) => Task.FromResult(Preview(PathFields.Text(context, "kind"), new QueryFields(context.Request)));

    private IResult Preview(string kind, QueryFields query)
    {
        if (ReadLanguage(query.Optional("language", 10)) is not { } language)
        {
            query.Refuse("language", Messages.LanguageUnknown);
            return RestResult.Error(query.Error!);
        }

        if (EmailSample.Each(language, links).FirstOrDefault(sample => sample.Kind == kind) is not { } message)
        {
            return RestResult.Error(ApiError.NoEmail);
        }

        var email = Compose(message);
        return RestResult.Ok(new PreviewResponse(kind, email.Language, email.Subject, email.Text, email.Html), AdminJsonContext.Answers.PreviewResponse);
    }

    private async Task<IResult> TestAsync(HttpContext context)
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

    private OutgoingEmail Compose(EmailMessage message) =>
        composer.Compose(RandomId.Handle(), message.Kind, message.Recipient.Address, EmailSample.ContentOf(message));

    private static Language? ReadLanguage(string? tag) => tag is null ? Languages.Default : Languages.OfLocale(tag);
}
