using System.Text.Json;
using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Registration;

/// <summary>Another mail for an address that is still to be proven. Who has an account is looked up behind the answer.</summary>
internal sealed class ResendVerificationFlow(
    IUserDirectory directory, Database database, DeferredRequestStore deferred, UserStore users, VerificationMail verification, SecurityEventLog events) : IDeferredWork
{
    public string Kind => "resend_verification";

    public Task RunAsync(ResendVerificationRequest request, ClientInfo client)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new DeferredResend(request.Login, client), RegistrationJsonContext.Default.DeferredResend);
        return database.WriteAsync(async transaction =>
        {
            await deferred.AddAsync(transaction, Kind, body);
            return true;
        });
    }

    public Task PrepareAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        directory.IsOurs ? Task.CompletedTask : directory.FindByLoginAsync(Read(body).Login, cancellationToken);

    public async Task RunAsync(Transaction transaction, ReadOnlyMemory<byte> body)
    {
        var (login, client) = Read(body);
        var user = await users.FindByLoginAsync(transaction, login);
        var outcome = user is not { EmailVerifiedAt: null, IsDisabled: false } ? "nothing_to_verify"
            : await verification.TrySendAsync(transaction, user, client.Language) ? "mail_sent"
            : "mail_limit";
        await events.AppendAsync(transaction, SecurityEvent.RegistrationRequested(outcome, client), CancellationToken.None);
    }

    private static DeferredResend Read(ReadOnlyMemory<byte> body) => JsonSerializer.Deserialize(body.Span, RegistrationJsonContext.Default.DeferredResend)!;
}
