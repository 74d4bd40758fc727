namespace Aggregator.Normalizing;

/// <summary>
/// How much of one entry is kept. A hostile entry is cut here, so that its neighbours in the batch, the row and the outputs stay cheap.
/// Lengths are UTF-16 characters.
/// </summary>
internal static class NormalizingLimits
{
    /// <summary>
    /// Titles in the wild are whole microblog posts of some 500 characters; readers' own tests feed 200,000 and want them whole, which a row can bear.
    /// </summary>
    public const int Title = 250_000;

    /// <summary>Names of authors and categories; anything longer is a sentence in the wrong element.</summary>
    public const int Name = 200;

    /// <summary>A feed's description.</summary>
    public const int Description = 16_000;

    /// <summary>What is read of a plain-text construct before markup is removed: room for a title drowned in tags.</summary>
    public const int PlainSource = 500_000;

    /// <summary>Of one body. Full-length books do not come by feed; a page of 200,000 words does not fit into a reader either.</summary>
    public const int Markup = 1_000_000;

    /// <summary>Of one cleaned body: escaping and resolved links make it longer than its source.</summary>
    public const int CleanMarkup = 2_000_000;

    /// <summary>Of a body that is shown as text, since it is no sane HTML: escaping makes it at most five times as long.</summary>
    public const int FallbackText = 100_000;

    /// <summary>Elements inside one another. People's pages stay below 60, browsers stop at 512.</summary>
    public const int Depth = 256;

    /// <summary>Elements that the tree builder may make of one body: some 5 µs each.</summary>
    public const int TreeElements = 50_000;

    /// <summary>Formatting elements (b, font …) left open at a time: each is made anew in every later paragraph.</summary>
    public const int OpenFormatting = 64;

    /// <summary>Of a URL: what browsers and servers accept is 2 to 8 KB.</summary>
    public const int Url = 4_096;

    /// <summary>Of a data: image, about 190 KB of pixels.</summary>
    public const int DataImage = 262_144;

    /// <summary>Of an attribute that is text, such as alt.</summary>
    public const int AttributeText = 4_000;

    public const int SourceSetCandidates = 32;

    /// <summary>Of a guid; it is a key, so it is never cut: a longer one is replaced by its hash.</summary>
    public const int Guid = 2_048;
    public const int Language = 35;
    public const int MediaType = 127;
    public const int Email = 320;
    public const int Authors = 50;
    public const int Categories = 100;
    public const int Enclosures = 100;

    /// <summary>Of the JSON object with what has no field of its own; a longer one is dropped whole, for half of it is no JSON.</summary>
    public const int Extra = 65_536;
}
