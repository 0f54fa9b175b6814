using System.Reflection;
using System.Runtime.InteropServices;
using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Doctor;
using HeadlessKey.Http;
using HeadlessKey.Storage;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Server;

/// <summary><c>/admin/api/v1/system</c>: what runs here, and how it is.</summary>
internal sealed class SystemEndpoint(
    HeadlessKeyOptions options, Database database, RestAddress address, Backup.BackupMaker backup, Examination examination, StartedAt startedAt, TimeProvider time)
{
    private static readonly string Version =
        typeof(SystemEndpoint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static void Map(AdminEndpoints<SystemEndpoint> routes)
    {
        routes.Get("/system", static it => it.GetAsync).Describe("adminSystem", "What runs here.").RequiresAdmin().Answers<SystemResponse>(401, 403);
        routes.Get("/system/doctor", static it => it.ExamineAsync).Describe("adminDoctor", "What is wrong, and what to do.").RequiresAdmin()
            .Answers<DoctorResponse>(401, 403);
    }

    private Task<IResult> GetAsync(HttpContext context)
    {
        var publicUrl = options.PublicUrl!.TrimEnd('/');
        return Task.FromResult(RestResult.Ok(
            new SystemResponse(
                Version, RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription, database.Engine, Migration.All[^1].Name, publicUrl,
                options.Tokens.Issuer ?? publicUrl, address.Roots[0], Path.GetFullPath(options.Storage.DataFolder), ApiTime.Format(startedAt.Time),
                (long)(time.GetUtcNow() - startedAt.Time).TotalSeconds, backup.HoldsDatabase ? "database" : "key"),
            AdminJsonContext.Answers.SystemResponse));
    }

    private async Task<IResult> ExamineAsync(HttpContext context)
    {
        var results = await examination.RunAsync(context.RequestAborted);
        return RestResult.Ok(
            new DoctorResponse(
                results.All(result => result.Status != Check.Wrong), [.. results.Select(result => new DoctorResponse.Item(result.Name, result.Status, result.Message))]),
            AdminJsonContext.Answers.DoctorResponse);
    }
}
