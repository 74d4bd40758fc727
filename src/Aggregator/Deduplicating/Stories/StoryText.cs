using Aggregator.Normalizing;

namespace Aggregator.Deduplicating.Stories;

/// <summary>An article's title and visible text as tokens. The text is read when somebody asks for it: where headlines are not alike nobody does.</summary>
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

    private readonly Lazy<Token[]> _body;
    private Token[]? _whole;
    private ulong[]? _shingles;
    private ShinglePlaces? _places;

    private StoryText(string title, Func<string> body)
    {
        Title = Tokenizer.Read(TextScrubber.Scrub(title), MostTitleTokens);
        _body = new Lazy<Token[]>(() => ReadTokens(body()), isThreadSafe: false);
    }

    public Token[] Title { get; }

    public Token[] Body => _body.Value;

    /// <summary>The body; with the title in front when it is short.</summary>
    public Token[] Whole => _whole ??= HasBody ? Body : [.. Title, .. Body];

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
    public static StoryText Of(string? title, string? content, string? summary) => new(title ?? "", () => ReadBody(content, summary));

    /// <param name="title">Plain text.</param>
    /// <param name="body">Gives what <see cref="ReadBody"/> gave.</param>
    public static StoryText Of(string? title, Func<string> body) => new(title ?? "", body);

    /// <summary>The visible text of an article: of its content, or of its summary where that says more.</summary>
    public static string ReadBody(string? content, string? summary) =>
        VisibleText.Of(TextScrubber.Cut(content is null || summary?.Length > content.Length ? summary ?? "" : content, MostCharacters * 5));

    private static Token[] ReadTokens(string body) =>
        Tokenizer.Read(TextScrubber.Scrub(body.Length <= MostCharacters ? body : TextScrubber.Cut(body, MostCharacters).ToString()), MostTokens);
}
