using System.Runtime.InteropServices;

namespace Aggregator.Parsing.Decoding;

/// <summary>
/// A document as characters. Most documents are sound UTF-8 and are read once, front to back: these are decoded while they are read, and as a whole only for
/// whoever asks for <see cref="Text"/>.
/// </summary>
internal sealed class DecodedText
{
    /// <summary>Enough to tell XML from JSON in all but odd documents.</summary>
    private const int HeadBytes = 256;

    /// <summary>Bytes that are decoded at once; the reader's caller has a buffer of its own.</summary>
    private const int BufferBytes = 2_048;

    private readonly ReadOnlyMemory<byte> _utf8;
    private string? _text;

    public DecodedText(string text, string encoding, EncodingOrigin origin) => (_text, Encoding, Origin) = (text, encoding, origin);

    private DecodedText(ReadOnlyMemory<byte> utf8, EncodingOrigin origin) => (_utf8, Encoding, Origin) = (utf8, "utf-8", origin);

    /// <summary>Name of the encoding that was really used.</summary>
    public string Encoding { get; }

    /// <summary>Why it was this one.</summary>
    public EncodingOrigin Origin { get; }

    /// <summary>The bytes, without byte order mark, of a document that is sound UTF-8; of others nothing.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8;

    /// <summary>Without byte order mark.</summary>
    public string Text => _text ??= System.Text.Encoding.UTF8.GetString(_utf8.Span);

    /// <param name="utf8">Valid UTF-8 without byte order mark; must not change.</param>
    /// <param name="origin">Why it is taken for UTF-8.</param>
    public static DecodedText OfUtf8(ReadOnlyMemory<byte> utf8, EncodingOrigin origin) => new(utf8, origin);

    /// <summary>The first characters, at least one unless there is none. The last may be half of a letter.</summary>
    public string Head()
    {
        if (_text is not null || _utf8.Length <= HeadBytes)
            return Text;
        return System.Text.Encoding.UTF8.GetString(_utf8.Span[..HeadBytes]);
    }

    public TextReader Open() => _text is null && MemoryMarshal.TryGetArray(_utf8, out var bytes)
        ? new StreamReader(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false), System.Text.Encoding.UTF8, detectEncodingFromByteOrderMarks: false, BufferBytes)
        : new StringReader(Text);
}
