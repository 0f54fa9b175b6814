using HeadlessKey.Email;

namespace HeadlessKey.Server.Commands;

/// <summary>What <c>headlesskey doctor</c> asks about mail.</summary>
internal static class EmailChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Connects and signs in as for a mail, without sending one.</summary>
    public static async Task<string?> CheckServerAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<IEmailSender>() is SmtpEmailSender smtp
            ? await smtp.TryAsync(cancellationToken) switch
            {
                EmailSendResult.FailedForNow failed => failed.Reason,
                EmailSendResult.Refused refused => refused.Reason,
                _ => null,
            }
            : null;

    public static async Task<string?> CheckQueueAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var (late, givenUp) = await services.GetRequiredService<EmailQueueStore>().CountStuckAsync(Patience, cancellationToken);
        return late + givenUp == 0 ? null
            : $"{late} mail(s) have waited for more than {Patience.TotalMinutes:0} minutes, and {givenUp} were given up in the last days. See: headlesskey email queue";
    }

    /// <summary>Mail that leaves this machine with links that only open on it.</summary>
    public static string? CheckLinks(IServiceProvider services)
    {
        var options = services.GetRequiredService<HeadlessKeyOptions>();
        return options.Email.Transport == EmailOptions.SmtpTransport && new Uri(options.PublicUrl!).IsLoopback
            ? $"HeadlessKey:PublicUrl is {options.PublicUrl}: links in mails lead to the reader's own machine. Set the address that users reach this server at."
            : null;
    }
}
