using System.Collections.Frozen;

namespace Aggregator.Parsing.Trees;

/// <summary>What HTML calls its elements (HTML Living Standard, and the obsolete ones that feeds still carry).</summary>
internal static class HtmlNames
{
    public static readonly FrozenSet<string> Elements = Set(
        """
        a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button canvas caption center cite code col
        colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6
        head header hgroup hr html i iframe img input ins isindex kbd keygen label legend li link main map mark marquee math menu meta meter nav nobr
        noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section
        select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul
        var video wbr xmp
        """);

    public static readonly FrozenSet<string> Void = Set("area base br col embed hr img input link meta param source track wbr basefont frame keygen");

    public static readonly FrozenSet<string> UrlAttributes = Set("href src cite poster action background longdesc data usemap codebase");

    private static FrozenSet<string> Set(string names) =>
        names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
