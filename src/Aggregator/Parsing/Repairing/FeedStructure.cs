using System.Collections.Frozen;

namespace Aggregator.Parsing.Repairing;

/// <summary>What may not stand in what, so that a forgotten end tag costs one field and not the rest of the feed.</summary>
internal static class FeedStructure
{
    private static readonly FrozenSet<string> Entries = Set("item entry");
    private static readonly FrozenSet<string> Holders = Set("item entry channel feed");

    /// <summary>Fields that hold a name, an address or a date, never other fields.</summary>
    private static readonly FrozenSet<string> Scalars = Set("title link guid id pubDate author category comments updated published issued modified dc:creator dc:date dc:subject language");

    /// <summary>Fields whose names HTML does not have: wherever they begin, the field before has ended.</summary>
    private static readonly FrozenSet<string> Fields = Set(
        "link guid id pubDate lastBuildDate description author category comments enclosure updated published issued modified content content:encoded " +
        "dc:creator dc:date dc:subject summary language copyright generator item entry");

    /// <summary>HTML elements without an end tag, as far as feeds do not use the name otherwise.</summary>
    private static readonly FrozenSet<string> Void = Set("area br col embed hr img input param wbr meta");

    public static bool IsVoid(string name) => Void.Contains(name);

    /// <summary>By its name without prefix.</summary>
    public static bool IsEntry(string name) => Entries.Contains(name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    /// <summary>Closes what the start tag <paramref name="name"/> shows to be over.</summary>
    public static void CloseBefore(string name, OpenTags open)
    {
        if (Entries.Contains(name) && open.Contains(name))
            open.CloseTo(name);
        else if (open.Top is { } top && open.Parent is { } parent && Scalars.Contains(top) && Holders.Contains(parent) && Fields.Contains(name))
            open.Pop();
    }

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
