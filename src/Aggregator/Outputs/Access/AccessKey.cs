using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Aggregator.Outputs.Access;

/// <summary>Keys as their holders have them: a mark by which scanners for leaked secrets know them, and 256 random bits.</summary>
internal static class AccessKey
{
    public const string Mark = "agk_";

    /// <summary>Characters. Longer ones are not looked at.</summary>
    public const int Length = 47;

    public static string Create() => Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Names are user names of feed readers and stand in logs: plain ASCII letters, digits, dots, dashes and underscores, at most 64.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
