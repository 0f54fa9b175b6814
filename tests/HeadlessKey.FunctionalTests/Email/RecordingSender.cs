using System.Collections.Concurrent;
using HeadlessKey.Email;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Email;

/// <summary>A host's own way to send: keeps what it gets, and answers as the test wants.</summary>
internal sealed class RecordingSender : IEmailSender
{
    public ConcurrentQueue<OutgoingEmail> Mails { get; } = [];

    public Func<OutgoingEmail, EmailSendResult> Answer { get; set; } = _ => new EmailSendResult.Sent("kept");

    public void Register(IServiceCollection services) => services.AddSingleton<IEmailSender>(this);

    public Task<EmailSendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken)
    {
        Mails.Enqueue(email);
        return Task.FromResult(Answer(email));
    }
}
