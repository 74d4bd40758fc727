using System.Collections.Frozen;
using System.Globalization;

namespace Aggregator.Parsing.Decoding;

/// <summary>Code pages of names that .NET does not know, or that the web reads as a superset (WHATWG Encoding Standard §4.2).</summary>
internal static class EncodingNames
{
    /// <summary>Keys have neither case nor punctuation: <c>ISO_8859-1</c> is <c>iso88591</c>.</summary>
    private static readonly FrozenDictionary<string, int> Pages =
        """
        utf8=65001 u8=65001 utf8sig=65001 unicode=1200 ucs2=1200 utf16=1200 u16=1200 utf16le=1200 utf16be=1201 utf32=12000 u32=12000 utf32le=12000 utf32be=12001
        iso88591=1252 88591=1252 latin1=1252 l1=1252 latin=1252 iso88599=1254 latin5=1254 l5=1254 iso885911=874 tis620=874 thai=874
        latin2=28592 l2=28592 latin3=28593 l3=28593 latin4=28594 l4=28594 cyrillic=28595 arabic=28596 greek=28597 greek8=28597 hebrew=28598
        latin7=28603 l7=28603 latin9=28605 l9=28605
        koi8r=20866 cskoi8r=20866 koi8=20866 koi8u=21866 koi8ru=21866
        sjis=932 shiftjis=932 xsjis=932 mskanji=932 cswindows31j=932 eucjp=51932 ujis=51932 xeucjp=51932 iso2022jp=50220 csiso2022jp=50220
        gb2312=54936 gbk=54936 gb18030=54936 eucgb2312cn=54936 euccn=54936 csgb2312=54936 chinese=54936 xgbk=54936 hz=52936 hzgb2312=52936
        big5=950 big5hkscs=950 big5tw=950 csbig5=950 euckr=949 uhc=949 ksc56011987=949 korean=949 cseuckr=949 windows949=949 johab=1361 iso2022kr=50225
        mac=10000 macroman=10000 macintosh=10000 xmacroman=10000 macgreek=10006 maccyrillic=10007 macukraine=10017 maccentraleurope=10029 maclatin2=10029
        maciceland=10079 macturkish=10081 maccroatian=10082 macromania=10010 macarabic=10004 machebrew=10005
        ascii=20127 646=20127 iso646us=20127 utf=65001 8859=1252 cp819=1252 ibm819=1252 ksc5601=949 ksx1001=949 gb23121980=54936 hzgb=52936 cp424=20424
        cpis=861 cpgr=869 cp1125=866 ibm1125=866 ruscii=866 cp866u=866 ebcdiccpus=37 ebcdiccpbe=500 ebcdiccpch=500 ebcdiccphe=20424 ebcdiccpgr=20423
        """
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToFrozenDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static readonly string[] NumberedBy = ["windows", "win", "cp", "ibm", "dos", "ms", "csibm", "cspcp", "cspc8codepage", "cspc", "xcp", ""];

    /// <summary>Null when .NET may know the name itself.</summary>
    public static int? CodePageOf(string name)
    {
        var key = string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        if (Pages.TryGetValue(key, out var page))
            return page;
        if (key.StartsWith("iso8859", StringComparison.Ordinal) && Number(key.AsSpan("iso8859".Length)) is { } part and >= 2 and <= 15)
            return 28590 + part;
        foreach (var prefix in NumberedBy)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal) && Number(key.AsSpan(prefix.Length)) is { } number and >= 37 and < 65_000)
                return number;
        }

        return null;
    }

    /// <summary>The digits at the start; behind them names like <c>cspc850multilingual</c> have words.</summary>
    private static int? Number(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? text : text[..end];
        return digits.Length is >= 1 and <= 5 && (end < 0 || digits.Length == 3) ? int.Parse(digits, CultureInfo.InvariantCulture) : null;
    }
}
