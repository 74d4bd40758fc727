using Aggregator.Configuration;

namespace Aggregator.Fetching;

/// <summary>
/// What must be equal for two requests to share a connection, beyond the host that they go to: who opened a pooled connection, and under
/// which rules, is not asked again.
/// </summary>
/// <param name="Proxy">The proxy's URL as it was written, or null.</param>
/// <param name="Host">The only host that <paramref name="Certificate"/> holds for; null without one.</param>
/// <param name="Certificate">The exemption from verifying its certificate, or null.</param>
internal sealed record Route(string? Proxy, string? Host, CertificateExemption? Certificate)
{
    public static readonly Route Direct = new(null, null, null);
}
