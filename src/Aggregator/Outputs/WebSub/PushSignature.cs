using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Aggregator.Outputs.WebSub;

/// <summary>Checks <c>X-Hub-Signature: method=hex</c> (WebSub §8), in constant time.</summary>
internal static class PushSignature
{
    [SuppressMessage("Security", "CA5350", Justification = "HMAC-SHA1 is what many hubs sign with; as an HMAC it is not broken, and WebSub has it.")]
    public static bool IsValid(string? header, string secret, ReadOnlySpan<byte> body)
    {
        var parts = (header ?? "").Split('=', 2);
        if (parts.Length != 2 || parts[1].Length > 128)
            return false;
        var key = Encoding.UTF8.GetBytes(secret);
        var hash = parts[0].Trim().ToLowerInvariant() switch
        {
            "sha1" => HMACSHA1.HashData(key, body),
            "sha256" => HMACSHA256.HashData(key, body),
            "sha384" => HMACSHA384.HashData(key, body),
            "sha512" => HMACSHA512.HashData(key, body),
            _ => null,
        };
        return hash is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)), Encoding.ASCII.GetBytes(parts[1].Trim().ToLowerInvariant()));
    }
}
