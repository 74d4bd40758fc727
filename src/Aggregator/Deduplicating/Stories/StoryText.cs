using Aggregator.Normalizing;

namespace Aggregator.Deduplicating.Stories;

/// <summary>An article's title and visible text as tokens.</summary>
internal sealed class StoryText
{
    /// <summary>Characters of a body that are read, and tokens of it: whoever syndicates more than that syndicates its beginning, too.</summary>
    private const int MostCharacters = 40_000;
    private const int MostTokens = 2_000;
    private const int MostTitleTokens = 60;

    /// <summary>Below that a body is too short to be told apart without its title.</summary>
    private const int ShortBody = 20;

    /// <summary>Tokens in which a report says what happened.</summary>
    public const int LeadLength = 60;

    private ulong[]? _shingles;
    private ShinglePlaces? _places;

    private StoryText(Token[] title, Token[] body)
    {
        Title = title;
        Body = body;
        Whole = body.Length >= ShortBody ? body : [.. title, .. body];
    }

    public Token[] Title { get; }

    public Token[] Body { get; }

    /// <summary>The body; with the title in front when it is short.</summary>
    public Token[] Whole { get; }

    /// <summary>Of the whole, one a position.</summary>
    public ulong[] Shingles => _shingles ??= Stories.Shingles.Of(Whole);

    public bool Contains(ulong shingle) => Places.Contains(shingle);

    /// <summary>Where a shingle stands first.</summary>
    public ShinglePlaces Places => _places ??= new ShinglePlaces(Shingles);

    /// <summary>Whether there is enough of a body to compare.</summary>
    public bool HasBody => Body.Length >= ShortBody;

    /// <param name="title">Plain text.</param>
    /// <param name="content">Sanitised HTML, or null.</param>
    /// <param name="summary">Sanitised HTML, taken when there is no content.</param>
    public static StoryText Of(string? title, string? content, string? summary) => Of(title, ReadBody(content, summary));

    /// <param name="title">Plain text.</param>
    /// <param name="body">What <see cref="ReadBody"/> gave.</param>
    public static StoryText Of(string? title, string body) => new(
        Tokenizer.Read(TextScrubber.Scrub(title ?? ""), MostTitleTokens),
        Tokenizer.Read(TextScrubber.Scrub(body.Length <= MostCharacters ? body : TextScrubber.Cut(body, MostCharacters).ToString()), MostTokens));

    /// <summary>The visible text of an article: of its content, or of its summary where that says more.</summary>
    public static string ReadBody(string? content, string? summary) =>
        VisibleText.Of(TextScrubber.Cut(content is null || summary?.Length > content.Length ? summary ?? "" : content, MostCharacters * 5));
}
