namespace Aggregator.Parsing;

/// <summary>
/// The bounds of one document. The body itself is bounded by the fetcher; these keep the work per byte bounded too.
/// Whatever lies beyond a bound is left out and <see cref="DiagnosticCode.LimitReached"/> says so.
/// </summary>
internal static class ParsingLimits
{
    /// <summary>Open elements. LINQ to XML walks to the root on every addition, and HTML parsers are quadratic in depth; real feeds stay below 40.</summary>
    public const int Depth = 128;

    /// <summary>Depth at which the strict reader gives up: it keeps about 150 bytes for each open element, the repair pass 16.</summary>
    public const int StrictDepth = 256;

    /// <summary>The largest feeds in the wild have some 10,000 entries; 20,000 still cost well under a second.</summary>
    public const int Entries = 20_000;

    /// <summary>Characters of one field: longer than any book chapter, short enough for the sanitiser.</summary>
    public const int FieldCharacters = 4_000_000;

    /// <summary>Characters of a value that is a name, an address or a date rather than a text.</summary>
    public const int ScalarCharacters = 16_384;

    /// <summary>Attributes of one element: XML readers compare every pair for duplicates.</summary>
    public const int Attributes = 256;

    /// <summary>Members of one list of one entry (authors, categories, enclosures).</summary>
    public const int ListMembers = 200;

    /// <summary>Entities that a document may declare for itself, and the characters that all uses of them may add.</summary>
    public const int DeclaredEntities = 200;
    public const int EntityCharacters = 100_000;

    /// <summary>How far junk may reach before the root element.</summary>
    public const int JunkCharacters = 65_536;

    /// <summary>Diagnostics kept for one document; a broken feed repeats the same one thousands of times.</summary>
    public const int Diagnostics = 50;

    /// <summary>JSON nesting. System.Text.Json's own default; deeper is refused.</summary>
    public const int JsonDepth = 64;
}
