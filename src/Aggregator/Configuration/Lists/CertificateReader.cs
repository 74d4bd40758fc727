using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Lists;

/// <summary>Reads <c>tls:</c>, the exception from verifying certificates. It takes two words to say, so that nobody says it by accident.</summary>
internal static class CertificateReader
{
    private const string Prefix = "sha256/";
    private const string Allowed = "tls must be {pin: sha256/…} with the base64 hash of the server's public key, or {allowInvalid: true}";

    /// <summary>Null after the reason was reported.</summary>
    public static CertificateExemption? Read(PlacedNode node, ErrorCollector errors)
    {
        switch (node)
        {
            case PlacedMapping { Members: [{ Key: "allowInvalid", Value: PlacedScalar { Text: "true" } }] }:
                return new CertificateExemption(null);
            case PlacedMapping { Members: [{ Key: "pin", Value: PlacedScalar { Text: { } pin } }] } when IsPin(pin):
                return new CertificateExemption(pin);
            default:
                errors.Add(node.Location, Allowed);
                return null;
        }
    }

    private static bool IsPin(string text)
    {
        Span<byte> hash = stackalloc byte[33];
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], hash, out var length)
            && length == 32;
    }
}
