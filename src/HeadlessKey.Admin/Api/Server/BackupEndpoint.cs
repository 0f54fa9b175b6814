using System.Globalization;
using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Backup;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Server;

/// <summary><c>POST /admin/api/v1/system/backup</c>: everything, encrypted, as a download.</summary>
internal sealed class BackupEndpoint(BackupMaker backup, TimeProvider time)
{
    public static void Map(AdminEndpoints<BackupEndpoint> routes) =>
        routes.Post("/system/backup", static it => it.WriteAsync).Describe("adminBackup", "Download a backup.").RequiresConfirmedAdmin().AcceptsBody<BackupRequest>()
            .Answers<ErrorResponse>(400, 401, 403, 503).Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");

    private async Task<IResult> WriteAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, BackupRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        var response = context.Response;
        response.ContentType = "application/octet-stream";
        response.Headers.ContentDisposition = string.Create(
            CultureInfo.InvariantCulture, $"attachment; filename=\"headlesskey-{time.GetUtcNow().ToUniversalTime():yyyyMMdd-HHmmss}.backup\"");

        // One that breaks off on its way lacks its last chunk, and is refused by a restore.
        if (await backup.TryWriteAsync(response.Body, request.Passphrase, AdminCaller.Of(context), context.RequestAborted))
        {
            return Results.Empty;
        }

        response.Headers.ContentDisposition = default;
        return RestResult.Error(ApiError.Busy);
    }
}
