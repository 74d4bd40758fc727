namespace Aggregator.Parsing.Trees;

/// <summary>The sets of element names that feeds are made of.</summary>
internal enum Vocabulary
{
    /// <summary>Nobody reads it: left out of the tree.</summary>
    Other,

    /// <summary>RSS 0.9x, 1.0, 2.0 and CDF: no namespace, or one of the many that were written for it.</summary>
    Rss,
    Atom,
    Rdf,
    DublinCore,
    DublinCoreTerms,
    Content,
    Itunes,
    Media,
    FeedBurner,
    Syndication,
    Slash,
    Threading,
    Podcast,
    Xhtml,
    Enclosures,
    GooglePlay,
}
