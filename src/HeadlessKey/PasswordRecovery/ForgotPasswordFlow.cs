using System.Text.Json;
using HeadlessKey.Http;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.PasswordRecovery;

/// <summary>Asking for a way back in. The answer is the same whoever is asked for, because nothing about them is looked at yet.</summary>
internal sealed class ForgotPasswordFlow(Database database, DeferredRequestStore deferred)
{
    public Task RunAsync(ForgotPasswordRequest request, ClientInfo client)
    {
        // 1. One row, whoever it is about. RecoveryWork decides behind the answer, where no clock is watching.
        var order = JsonSerializer.SerializeToUtf8Bytes(
            new RecoveryOrder(request.Login, request.Delivery ?? RecoveryStore.ByLink, client), RecoveryJsonContext.Default.RecoveryOrder);
        return database.WriteAsync(async transaction =>
        {
            await deferred.AddAsync(transaction, RecoveryWork.Name, order);
            return true;
        });
    }
}
