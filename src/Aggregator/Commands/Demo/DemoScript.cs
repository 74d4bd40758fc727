using System.Collections.Immutable;

namespace Aggregator.Commands.Demo;

/// <summary>What the demo site publishes. One entry a feed, sorted by host.</summary>
internal static class DemoScript
{
    public static readonly ImmutableArray<DemoFeed> Feeds =
    [
        new()
        {
            Name = "Harbour Gazette", Host = 0, Path = "/harbour.xml", Format = "RSS 2.0", Write = DemoWriters.Rss20,
            Fate = "new articles; 304 while there are none",
            Headlines = ["Ferry names its new cat", "Tide tables printed in verse", "Lamp on the east pier lit again", "Rowing club wins by a whisker", "Fog horn tuned to B flat"],
        },
        new()
        {
            Name = "Moss & Fern", Host = 0, Path = "/moss.rdf", Format = "RSS 1.0", Write = DemoWriters.Rdf, Every = TimeSpan.FromSeconds(5),
            Fate = "new articles",
            Headlines = ["Sphagnum after the rain", "A fern unrolls in an hour", "Twelve greens of the north wall", "Liverworts, a love letter"],
        },
        new()
        {
            Name = "Orchard Notes", Host = 1, Path = "/orchard.atom", Format = "Atom 1.0", Write = DemoWriters.Atom, Every = TimeSpan.FromSeconds(6),
            CorrectedAfter = TimeSpan.FromSeconds(5),
            Fate = "corrected headlines become revisions",
            Headlines = ["Pears bloom erly", "Bees prefer the old tress", "Cider press repared", "Frost came agian"],
        },
        new()
        {
            Name = "Echo Digest", Host = 0, Path = "/echo.atom", Format = "Atom 1.0", Write = DemoWriters.Atom, Repeats = "/harbour.xml",
            Fate = "repeats Harbour Gazette: same articles, a second source",
            Headlines = [],
        },
        new()
        {
            Name = "Lighthouse Log", Host = 2, Path = "/lighthouse.json", Format = "JSON Feed", Write = DemoWriters.JsonFeed,
            Fate = "new articles",
            Headlines = ["Wind south-west, gulls content", "Counted 41 ships & one whale", "Oiled the clockwork", "Storm petrels at dusk"],
        },
        new()
        {
            Name = "Old Mill Archive", Host = 2, Path = "/mill.xml", Format = "RSS 0.91", Write = DemoWriters.Rss091, Every = TimeSpan.FromSeconds(9),
            Fate = "no guids, no dates: recognised by link",
            Headlines = ["Ledger of 1871 found", "The miller's recipe book", "A wheel turns after ninety years"],
        },
        new()
        {
            Name = "Вітрильник", Host = 2, Path = "/vitrylnyk.xml", Format = "windows-1251", Write = DemoWriters.Windows1251, Every = TimeSpan.FromSeconds(7),
            Fate = "letters survive the old encoding",
            Headlines = ["Весняна регата під Каневом", "Чайки повернулися", "Майстер лагодить старий човен", "Туман над лиманом"],
        },
        new()
        {
            Name = "Untidy Workshop", Host = 3, Path = "/workshop.xml", Format = "malformed RSS", Write = DemoWriters.Malformed, Every = TimeSpan.FromSeconds(5),
            Fate = "mended and read",
            Headlines = ["Glue, again", "A drawer that sings", "Sawdust <angels>", "Where the 7 mm drill went"],
        },
        new()
        {
            Name = "Restless Ids", Host = 3, Path = "/restless.xml", Format = "RSS 2.0", Write = DemoWriters.Rss20, Every = TimeSpan.FromSeconds(6),
            ChangesGuids = true, Conditional = false,
            Fate = "guids change with every answer: no duplicates",
            Headlines = ["Same story, new number", "Another story, newer number", "The number changes, the story stays"],
        },
        new()
        {
            Name = "Busy Market", Host = 4, Path = "/market.xml", Format = "RSS 2.0", Write = DemoWriters.Rss20,
            Status = time => time.TotalSeconds is > 5 and < 11 ? 429 : 200,
            Fate = "429: its host is left alone for as long as it asks",
            Headlines = ["Onions up, tulips down", "Cheese wheel escapes", "Stall 14 sells only spoons", "Rain halves the price of hats"],
        },
        new()
        {
            Name = "Shaky Bridge", Host = 3, Path = "/bridge.xml", Format = "RSS 2.0", Write = DemoWriters.Rss20, Every = TimeSpan.FromSeconds(5),
            Status = time => time.TotalSeconds is > 4 and < 10 ? 500 : 200,
            Fate = "500 for a while: backs off, recovers, loses nothing",
            Headlines = ["Bridge sways politely", "Engineers dance to test it", "Handrail knitted by school"],
        },
        new()
        {
            Name = "Closed Shop", Host = 4, Path = "/closed.xml", Format = "RSS 2.0", Write = DemoWriters.Rss20,
            Status = time => time.TotalSeconds > 3 ? 410 : 200,
            Fate = "410: left alone, its articles stay",
            Headlines = ["Everything must go", "Last day"],
        },
    ];

    public static int Hosts => Feeds.Max(f => f.Host) + 1;
}
