using System.Text;

namespace Aggregator.Parsing.Decoding;

/// <summary>Recognises an encoding from the first bytes: byte order marks, and what <c>&lt;</c> or <c>{</c> looks like in UTF-16 and UTF-32 (XML 1.0 appendix F).</summary>
internal static class ByteOrder
{
    public static (Encoding Encoding, int MarkLength)? FromMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (EncodingCatalog.Utf8, 3),
        [0xFF, 0xFE, 0x00, 0x00, ..] => (Utf32(bigEndian: false), 4),
        [0x00, 0x00, 0xFE, 0xFF, ..] => (Utf32(bigEndian: true), 4),
        [0xFF, 0xFE, ..] => (Utf16(bigEndian: false), 2),
        [0xFE, 0xFF, ..] => (Utf16(bigEndian: true), 2),
        _ => null,
    };

    public static Encoding? FromPattern(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x00, 0x00, 0x00, (byte)'<' or (byte)'{', ..] => Utf32(bigEndian: true),
        [(byte)'<' or (byte)'{', 0x00, 0x00, 0x00, ..] => Utf32(bigEndian: false),
        [0x00, (byte)'<' or (byte)'{', 0x00, not 0x00, ..] => Utf16(bigEndian: true),
        [(byte)'<' or (byte)'{', 0x00, not 0x00, 0x00, ..] => Utf16(bigEndian: false),
        [0x4C, 0x6F, 0xA7, 0x94, ..] => EncodingCatalog.Find("IBM037"),
        _ => null,
    };

    private static UTF32Encoding Utf32(bool bigEndian) => new(bigEndian, false, true);

    private static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, false, true);
}
