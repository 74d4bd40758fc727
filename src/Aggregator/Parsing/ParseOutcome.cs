namespace Aggregator.Parsing;

/// <summary>A feed, or why the bytes are none.</summary>
internal abstract record ParseOutcome
{
    private ParseOutcome()
    {
    }

    public sealed record Parsed(ParsedFeed Feed) : ParseOutcome;

    /// <summary>Nothing in it, or only white space. </summary>
    public sealed record Empty : ParseOutcome;

    /// <summary>Something else: an HTML page, OPML, an image. <paramref name="Reason"/> is one sentence for an operator.</summary>
    public sealed record NotAFeed(string Reason) : ParseOutcome;

    /// <summary>It claims to be a feed and cannot be read. <paramref name="Reason"/> is one sentence for an operator.</summary>
    public sealed record Unparseable(string Reason) : ParseOutcome;
}
