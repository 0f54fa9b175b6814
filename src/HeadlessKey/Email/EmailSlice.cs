using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HeadlessKey.Email;

/// <summary>Mail: written, queued, sent.</summary>
internal static class EmailSlice
{
    public static void AddEmail(this IServiceCollection services)
    {
        services.AddSingleton<EmailQueueStore>();
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<EmailTemplates>();
        services.AddSingleton<EmailComposer>();
        services.AddSingleton<EmailFilter>();
        services.AddSingleton<MimeMessageWriter>();
        services.AddSingleton<FileEmailSender>();
        services.AddSingleton<CapturedEmails>();
        services.TryAddSingleton(static _ => new SmtpTrust());
        services.AddSingleton<SmtpEmailSender>();
        services.TryAddSingleton<IEmailSender>(static provider =>
            provider.GetRequiredService<HeadlessKeyOptions>().Email.Transport == EmailOptions.SmtpTransport
                ? provider.GetRequiredService<SmtpEmailSender>()
                : provider.GetRequiredService<FileEmailSender>());
        services.AddWokenWorker<EmailDispatcher>();
    }
}
