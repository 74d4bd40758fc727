namespace Aggregator.Configuration;

/// <summary>
/// What is asked of the certificate of one feed's host in place of the system's trust: a certain public key, or nothing at all. The operator wrote
/// it down for this feed; it never holds for another host that the feed redirects to.
/// </summary>
/// <param name="Pin"><c>sha256/</c> and the base64 hash of the key's SubjectPublicKeyInfo (RFC 7469 §2.4), or null: any certificate will do.</param>
internal sealed record CertificateExemption(string? Pin)
{
    /// <summary>For people.</summary>
    public override string ToString() => Pin is null ? "any certificate is accepted" : $"the key {Pin} is accepted, whoever vouches for it";
}
