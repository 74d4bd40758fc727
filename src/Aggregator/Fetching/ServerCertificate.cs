using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aggregator.Configuration;

namespace Aggregator.Fetching;

/// <summary>How a server proves who it is: by the system's trust, or by what the operator wrote down for one host.</summary>
internal static class ServerCertificate
{
    /// <summary>TLS as everyone is asked for it. Nothing is fetched to complete a chain: its URLs are the peer's choice, and the address guard would not see them.</summary>
    public static SslClientAuthenticationOptions Verified(X509ChainPolicy? trust) => new()
    {
        CertificateChainPolicy = trust ?? new() { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
    };

    /// <summary>The same, but for one host. Its proxy, if it has one that speaks TLS, is verified as everyone is.</summary>
    public static SslClientAuthenticationOptions Exempt(X509ChainPolicy? trust, string host, CertificateExemption exemption)
    {
        var options = Verified(trust);
        options.RemoteCertificateValidationCallback = (sender, certificate, _, errors) =>
            string.Equals((sender as SslStream)?.TargetHostName, host, StringComparison.OrdinalIgnoreCase)
                ? certificate is not null && (exemption.Pin is null || exemption.Pin == Pin(certificate))
                : errors == SslPolicyErrors.None;
        return options;
    }

    /// <summary>The pin of a certificate's key (RFC 7469 §2.4).</summary>
    public static string Pin(X509Certificate certificate)
    {
        using var complete = new X509Certificate2(certificate);
        return $"sha256/{Convert.ToBase64String(SHA256.HashData(complete.PublicKey.ExportSubjectPublicKeyInfo()))}";
    }
}
