using System.Buffers;
using System.Text;

namespace Aggregator.Parsing.Decoding;

/// <summary>
/// UTF-8 in which a few bytes broke, such as text cut in the middle of a character: still UTF-8, when it is declared (or nothing else is) and more characters are whole
/// than broken.
/// </summary>
internal static class MostlyUtf8
{
    public static string? Decode(ReadOnlySpan<byte> bytes, string? charset, string? declared)
    {
        var named = charset ?? declared;
        if (named is not null && EncodingCatalog.Find(named)?.CodePage is not (65001 or 20127))
            return null;
        int whole = 0, broken = 0;
        for (var rest = bytes; ;)
        {
            var next = rest.IndexOfAnyInRange<byte>(0x80, 0xFF);
            if (next < 0)
                break;
            rest = rest[next..];
            if (Rune.DecodeFromUtf8(rest, out _, out var used) == OperationStatus.Done)
                whole++;
            else
                broken++;
            rest = rest[used..];
        }

        return whole >= broken && (named is not null || whole > broken * 10) ? Encoding.UTF8.GetString(bytes) : null;
    }
}
