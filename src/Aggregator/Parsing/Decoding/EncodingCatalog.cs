using System.Collections.Frozen;
using System.Text;

namespace Aggregator.Parsing.Decoding;

/// <summary>Finds encodings by the names that feeds and servers use for them. All of them throw on bytes they cannot decode.</summary>
internal static class EncodingCatalog
{
    /// <summary>Names that .NET does not know, or that the web reads as a superset (WHATWG Encoding Standard §4.2).</summary>
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = "utf-8",
        ["unicode"] = "utf-16",
        ["ucs-2"] = "utf-16",
        ["utf16"] = "utf-16",
        ["utf32"] = "utf-32",
        ["iso-8859-1"] = "windows-1252",
        ["iso8859-1"] = "windows-1252",
        ["iso_8859-1"] = "windows-1252",
        ["8859-1"] = "windows-1252",
        ["latin1"] = "windows-1252",
        ["latin-1"] = "windows-1252",
        ["l1"] = "windows-1252",
        ["cp1252"] = "windows-1252",
        ["iso-8859-9"] = "windows-1254",
        ["iso-8859-11"] = "windows-874",
        ["tis-620"] = "windows-874",
        ["cp1250"] = "windows-1250",
        ["cp1251"] = "windows-1251",
        ["win-1251"] = "windows-1251",
        ["windows1251"] = "windows-1251",
        ["win1251"] = "windows-1251",
        ["sjis"] = "shift_jis",
        ["shift-jis"] = "shift_jis",
        ["x-sjis"] = "shift_jis",
        ["cp932"] = "shift_jis",
        ["gb2312"] = "gb18030",
        ["gbk"] = "gb18030",
        ["big5-hkscs"] = "big5",
        ["big5hkscs"] = "big5",
        ["eucjp"] = "euc-jp",
        ["euckr"] = "euc-kr",
        ["cp949"] = "ks_c_5601-1987",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

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
            return Named(Aliases.GetValueOrDefault(name, name));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding Named(string name) =>
        Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
}
