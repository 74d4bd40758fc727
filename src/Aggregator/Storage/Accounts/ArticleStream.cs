namespace Aggregator.Storage.Accounts;

/// <summary>A set of articles that a reader asks for as a whole.</summary>
internal abstract record ArticleStream
{
    private ArticleStream()
    {
    }

    public sealed record Everything : ArticleStream;

    public sealed record OfFeed(long Feed) : ArticleStream;

    /// <summary>Of feeds with a tag, or given it by a rule.</summary>
    public sealed record OfTag(string Tag) : ArticleStream;

    public sealed record Starred : ArticleStream;

    public sealed record Read : ArticleStream;
}
