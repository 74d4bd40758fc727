using System.Collections.Frozen;
using System.Globalization;

namespace Aggregator.Parsing.Dates;

/// <summary>Time zones as feeds name them: offsets, abbreviations, IANA names. What nobody knows is UTC (RFC 5322 §4.3).</summary>
internal static class ZoneReader
{
    /// <summary>Hours east of UTC. Where an abbreviation has several meanings, the one that feeds mean; single military letters are UTC (RFC 5322 §4.3).</summary>
    private static readonly FrozenDictionary<string, double> Abbreviations =
        """
        UT=0 UTC=0 GMT=0 Z=0 WET=0 WEST=1 BST=1 IST=5.5 CET=1 MET=1 MEZ=1 CEST=2 MEST=2 MESZ=2 EET=2 EEST=3 MSK=3 MSD=4 SAST=2 EAT=3 CAT=2 WAT=1
        TRT=3 GST=4 PKT=5 NPT=5.75 ICT=7 WIB=7 HKT=8 SGT=8 MYT=8 PHT=8 AWST=8 JST=9 KST=9 ACST=9.5 ACDT=10.5 AEST=10 AEDT=11 NZST=12 NZDT=13 EST=-5
        EDT=-4 ET=-5 CST=-6 CDT=-5 CT=-6 MST=-7 MDT=-6 MT=-7 PST=-8 PDT=-7 PT=-8 AKST=-9 AKDT=-8 HST=-10 HADT=-9 AST=-4 ADT=-3 NST=-3.5 NDT=-2.5
        BRT=-3 BRST=-2 ART=-3 CLT=-4 CLST=-3 COT=-5 PET=-5 VET=-4
        """
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToFrozenDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    /// <summary>Minutes. No zone is further than 14 hours off, but feeds write <c>+3000</c> and their authors' clocks agree with it.</summary>
    private const int LongestOffset = 48 * 60;

    private static readonly FrozenDictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> ByAbbreviation =
        Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>();

    public static Zone Read(ReadOnlySpan<char> text)
    {
        text = text.Trim(" ,.");
        if (text.IsEmpty)
            return Zone.Utc;
        return Offset(text) ?? Named(text);
    }

    public static bool IsAbbreviation(ReadOnlySpan<char> text) => ByAbbreviation.ContainsKey(text);

    /// <summary><c>+02:00</c>, <c>-0500</c>, <c>+2</c>, all of them also behind <c>GMT</c> or <c>UTC</c>; a stray <c>Z</c> behind is dropped.</summary>
    public static Zone? Offset(ReadOnlySpan<char> text)
    {
        foreach (var name in (ReadOnlySpan<string>)["GMT", "UTC", "UT"])
        {
            if (text.Length > name.Length && text.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                text = text[name.Length..].Trim();
                break;
            }
        }

        if (text is not [('+' or '-'), ..])
            return null;
        var negative = text[0] == '-';
        var digits = 0;
        var value = 0;
        foreach (var c in text[1..])
        {
            if (c == ':')
                continue;
            if (!char.IsAsciiDigit(c) || digits == 4)
                break;
            value = value * 10 + (c - '0');
            digits++;
        }

        var minutes = digits switch
        {
            1 or 2 => value * 60,
            3 or 4 => value / 100 * 60 + value % 100,
            _ => -1,
        };
        return minutes is < 0 or > LongestOffset ? null : new Zone(TimeSpan.FromMinutes(negative ? -minutes : minutes));
    }

    private static Zone Named(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(' ');
        var first = end < 0 ? text : text[..end];
        if (ByAbbreviation.TryGetValue(first, out var hours))
            return new Zone(TimeSpan.FromHours(hours));
        return first.Contains('/') && first.Length <= 40 && TimeZoneInfo.TryFindSystemTimeZoneById(first.ToString(), out var region)
            ? new Zone(TimeSpan.Zero, region)
            : Zone.Utc;
    }
}
