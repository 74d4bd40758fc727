using System.Buffers;
using System.Runtime.InteropServices;
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

    /// <summary>What tokens are collected in, of each thread: a text's own would be thrown away with it, several times its size.</summary>
    [ThreadStatic]
    private static List<Token>? _unused;

    private readonly Func<string> _text;
    private Token[]? _body;
    private Token[]? _whole;
    private ulong[]? _shingles;
    private ShinglePlaces? _places;

    private StoryText(string title, Func<string> text)
    {
        _text = text;
        Title = Read(TextScrubber.Scrub(title), MostTitleTokens, tokens => tokens.ToArray());
    }

    public Token[] Title { get; }

    public Token[] Body => _body ??= ReadBody(tokens => tokens.ToArray());

    /// <summary>The body; with the title in front when it is short.</summary>
    public Token[] Whole => _whole ??= HasBody ? Body : [.. Title, .. Body];

    /// <summary>Of the whole, one a position.</summary>
    public ulong[] Shingles
    {
        get
        {
            if (_shingles is not null)
                return _shingles;
            _shingles = new ulong[Stories.Shingles.Count(Whole.Length)];
            Stories.Shingles.Write(Whole, _shingles);
            return _shingles;
        }
    }

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

    /// <summary>Reads the shingles and keeps nothing: tokens and shingles of all articles of a transaction would be several times their texts, and few are compared.</summary>
    public T ReadShingles<T>(Func<ReadOnlySpan<ulong>, T> read)
    {
        if (_shingles is not null)
            return read(_shingles);
        return ReadBody(body => body.Length >= ShortBody ? ReadShingles(body, read) : ReadShingles([.. Title, .. body], read));
    }

    private static T ReadShingles<T>(ReadOnlySpan<Token> tokens, Func<ReadOnlySpan<ulong>, T> read)
    {
        var count = Stories.Shingles.Count(tokens.Length);
        var shingles = ArrayPool<ulong>.Shared.Rent(count);
        Stories.Shingles.Write(tokens, shingles);
        var result = read(shingles.AsSpan(0, count));
        ArrayPool<ulong>.Shared.Return(shingles);
        return result;
    }

    private T ReadBody<T>(Func<ReadOnlySpan<Token>, T> read)
    {
        var text = _text();
        return Read(TextScrubber.Scrub(text.Length <= MostCharacters ? text : TextScrubber.Cut(text, MostCharacters).ToString()), MostTokens, read);
    }

    private static T Read<T>(string text, int most, Func<ReadOnlySpan<Token>, T> read)
    {
        var tokens = _unused ?? [];
        _unused = null;
        Tokenizer.Read(text, most, tokens);
        var result = read(CollectionsMarshal.AsSpan(tokens));
        tokens.Clear();
        _unused = tokens;
        return result;
    }
}
