using System.Text;

namespace Aggregator.Parsing.Decoding;

/// <summary>Finds encodings by the names that feeds and servers use for them. All of them throw on bytes they cannot decode.</summary>
internal static class EncodingCatalog
{
    static EncodingCatalog()
    {
        System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Windows1252 = Named("windows-1252");
    }

    public static Encoding Utf8 { get; } = new UTF8Encoding(false, true);

    public static Encoding Windows1252 { get; }

    /// <summary>Null for a name that nothing stands for, and for UTF-7, which is unsafe and never sent.</summary>
    public static Encoding? Find(string? name)
    {
        name = name?.Trim().Trim('"', '\'');
        if (string.IsNullOrEmpty(name) || name.Length > 40 || name.StartsWith("utf-7", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            return EncodingNames.CodePageOf(name) is { } page ? Numbered(page) : Named(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding Numbered(int page) => Encoding.GetEncoding(page, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);

    private static Encoding Named(string name) =>
        Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
}
