using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HeadlessKey.Email;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>A real mail server (Debian's aiosmtpd) on loopback, which goes with the test. Where there is none, the test shows as skipped.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    public const string Username = "mailer";
    public const string Password = "mail-password-1";

    private const string Python = "/usr/bin/python3"; // the one that Debian's packages belong to
    private static readonly Lazy<bool> IsAvailable = new(() => File.Exists(Python) && Run(Python, "-c", "import aiosmtpd"));

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("hk-smtp-").FullName;
    private readonly string security;
    private readonly X509Certificate2 certificate;
    private readonly (string Name, string Value)[] environment;
    private Process? process;

    private SmtpServer(string security, string certifiedHost, (string Name, string Value)[] environment)
    {
        this.security = security;
        this.environment = environment;
        certificate = MakeCertificate(certifiedHost);
        File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        using var key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    public int Port { get; private set; }

    /// <summary>The file with the certificate, for a program that is to trust it.</summary>
    public string CertificateFile => Path.Combine(folder, "certificate.pem");

    /// <summary>What it has taken, in order.</summary>
    public IReadOnlyList<ReceivedEmail> Mails =>
        [.. System.IO.Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(ReceivedEmail.Read)];

    /// <param name="security"><c>plain</c>, <c>starttls</c> or <c>tls</c>: what it offers.</param>
    /// <param name="certifiedHost">Whose certificate it shows.</param>
    /// <param name="environment">What else it should be like; see the script.</param>
    public static async Task<SmtpServer> StartAsync(
        string security = "plain", string certifiedHost = "localhost", params (string Name, string Value)[] environment)
    {
        Assert.SkipUnless(IsAvailable.Value, "python3-aiosmtpd is not installed");
        var server = new SmtpServer(security, certifiedHost, environment);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it again, at the same port.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(
            Python, [Path.Combine(SourceFolder(), "smtp_server.py"), folder, security, CertificateFile, Path.Combine(folder, "key.pem")])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        start.Environment["PORT"] = Port.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        Port = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    public async Task StopAsync()
    {
        if (process is { } running)
        {
            process = null;
            running.Kill();
            await running.WaitForExitAsync();
            running.Dispose();
        }
    }

    /// <summary>Changes what it answers from now on, such as <c>rcpt 550 no such user</c>.</summary>
    public void Script(params string[] lines) => File.WriteAllLines(Path.Combine(folder, "script"), lines);

    /// <summary>Whether what was scripted for one mail is still to come.</summary>
    public bool IsScripted => File.ReadAllText(Path.Combine(folder, "script")).Trim().Length > 0;

    /// <summary>The settings of a server that sends here.</summary>
    public (string Key, string? Value)[] Settings(string? protection = null, params (string Key, string? Value)[] more) =>
    [
        ("HeadlessKey:Email:Transport", "smtp"),
        ("HeadlessKey:Email:Smtp:Host", "localhost"),
        ("HeadlessKey:Email:Smtp:Port", Port.ToString(CultureInfo.InvariantCulture)),
        ("HeadlessKey:Email:Smtp:Security", protection ?? (security == "plain" ? "none" : security)),
        .. more,
    ];

    /// <summary>Makes a server trust the certificate, as if an authority had signed it.</summary>
    public void Trust(IServiceCollection services) => services.AddSingleton(new SmtpTrust(certificate));

    public async Task<ReceivedEmail> NextMailAsync(int number = 1)
    {
        await Eventually.TrueAsync(() => Task.FromResult(Mails.Count >= number), TimeSpan.FromSeconds(15), $"mail {number} has not arrived");
        return Mails[number - 1];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        certificate.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static X509Certificate2 MakeCertificate(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        names.AddIpAddress(IPAddress.Parse("192.0.2.1"));
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
