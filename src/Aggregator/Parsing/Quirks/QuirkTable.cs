namespace Aggregator.Parsing.Quirks;

/// <summary>The habits of single publishers or programs that the common rules do not cover, in the order in which they are applied.</summary>
internal static class QuirkTable
{
    private delegate ParsedEntry Quirk(ParsedEntry entry, EntrySource source);

    private static readonly Quirk[] Quirks =
    [
        FeedBurnerOriginalLink.Apply,
        LinkedCreators.Apply,
    ];

    public static ParsedEntry Apply(ParsedEntry entry, EntrySource source)
    {
        foreach (var quirk in Quirks)
            entry = quirk(entry, source);
        return entry;
    }
}
