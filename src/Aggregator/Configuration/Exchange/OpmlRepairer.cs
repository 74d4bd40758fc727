using System.Buffers;

namespace Aggregator.Configuration.Exchange;

/// <summary>
/// Mends what exports get wrong most often: white space before the XML declaration, and ampersands that were not escaped. Works on bytes of any
/// encoding that has ASCII as a part; UTF-16 goes through as it is.
/// </summary>
internal static class OpmlRepairer
{
    private const int LongestReference = 10;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    public static byte[] Repair(byte[] opml)
    {
        var bytes = opml.AsSpan().TrimStart(" \t\r\n"u8);
        if (bytes.Length < 2 || bytes[0] == 0 || bytes[1] == 0 || bytes[0] >= 0xFE)
            return opml;
        var repaired = new List<byte>(bytes.Length + 64);
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'&') + 1;
            repaired.AddRange(end == 0 ? bytes : bytes[..end]);
            if (end == 0)
                break;
            bytes = bytes[end..];
            if (!IsReference(bytes))
                repaired.AddRange("amp;"u8);
        }

        return [.. repaired];
    }

    /// <summary>A character reference or one of the five entities of XML; others are declared nowhere that is read.</summary>
    private static bool IsReference(ReadOnlySpan<byte> rest)
    {
        var end = rest[..Math.Min(rest.Length, LongestReference)].IndexOf((byte)';');
        if (end < 2)
            return false;
        var name = rest[..end];
        return IsNumber(name) || name.SequenceEqual("amp"u8) || name.SequenceEqual("lt"u8) || name.SequenceEqual("gt"u8)
            || name.SequenceEqual("quot"u8) || name.SequenceEqual("apos"u8);
    }

    private static bool IsNumber(ReadOnlySpan<byte> name) =>
        name is [(byte)'#', (byte)'x' or (byte)'X', .. { IsEmpty: false } hex] ? !hex.ContainsAnyExcept(HexDigits)
        : name is [(byte)'#', .. var digits] && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
