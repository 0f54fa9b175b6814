using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace HeadlessKey.Email;

/// <summary>Whose word about a mail server's certificate counts: the machine's authorities. The name in it must be the server's either way.</summary>
internal sealed class SmtpTrust(X509Certificate2? root = null)
{
    public SslClientAuthenticationOptions For(string host)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = host };
        if (root is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { root }, RevocationMode = X509RevocationMode.NoCheck,
            };
        }

        return options;
    }
}
