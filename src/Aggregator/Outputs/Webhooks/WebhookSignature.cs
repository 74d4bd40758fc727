using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aggregator.Outputs.Webhooks;

/// <summary>
/// Signs as Standard Webhooks 1.0 has it: <c>v1,</c> and base64 of HMAC-SHA256 over id, seconds and body, with points between; one signature a key,
/// separated by blanks.
/// </summary>
internal static class WebhookSignature
{
    public static string Of(ImmutableArray<ImmutableArray<byte>> keys, string id, DateTimeOffset sentAt, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{sentAt.ToUnixTimeSeconds()}."));
        byte[] signed = [.. head, .. body];
        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key.AsSpan(), signed))}"));
    }
}
