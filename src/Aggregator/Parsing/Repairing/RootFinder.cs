using System.Buffers;

namespace Aggregator.Parsing.Repairing;

/// <summary>Finds where a feed begins behind whatever was put in front of it: blank lines, warnings of the publisher's program, a second declaration.</summary>
internal static class RootFinder
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n/>");
    private static readonly string[] Roots = ["rss", "feed", "rdf", "channel"];

    /// <summary>The position of the root's <c>&lt;</c>; null when there is none near, or when it stands inside an HTML page.</summary>
    public static int? Find(string text)
    {
        var reach = text.AsSpan(0, Math.Min(text.Length, ParsingLimits.JunkCharacters));
        for (var at = 0; ;)
        {
            var next = reach[at..].IndexOf('<');
            if (next < 0)
                return null;
            at += next;
            if (reach[at..].StartsWith("<!--", StringComparison.Ordinal) && reach[at..].IndexOf("-->", StringComparison.Ordinal) is > 0 and var end)
            {
                at += end;
                continue;
            }

            var name = NameAt(reach[(at + 1)..]);
            if (name.Equals("html", StringComparison.OrdinalIgnoreCase) || reach[at..].StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase))
                return null;
            foreach (var root in Roots)
            {
                if (name[(name.IndexOf(':') + 1)..].Equals(root, StringComparison.OrdinalIgnoreCase))
                    return at;
            }

            at++;
        }
    }

    private static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, 64)].IndexOfAny(Ends);
        return end < 0 ? default : text[..end];
    }
}
