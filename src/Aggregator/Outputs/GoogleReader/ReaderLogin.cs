using System.Security.Cryptography;
using System.Text;

namespace Aggregator.Outputs.GoogleReader;

/// <summary>
/// What a reader sends instead of the key it logged in with. It follows from the key and not the other way round; the database keeps only its hash, so that
/// whoever reads the database can log in with neither.
/// </summary>
internal static class ReaderLogin
{
    /// <summary>Where no key is needed, none makes it.</summary>
    public const string Anonymous = "local";

    public static string Of(string key) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), "google reader login"u8));

    public static byte[] Hash(string login) => SHA256.HashData(Encoding.UTF8.GetBytes(login));

    /// <summary>What a client fetches before it changes anything, and sends along.</summary>
    public static string EditToken(string account) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("edit " + account)))[..57];
}
