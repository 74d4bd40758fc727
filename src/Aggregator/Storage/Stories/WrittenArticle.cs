using Aggregator.Deduplicating.Stories;
using Aggregator.Normalizing;

namespace Aggregator.Storage.Stories;

/// <summary>An article that this transaction has created or revised, as far as what follows from its text needs it. Its text is read once.</summary>
internal sealed class WrittenArticle(long id, long feed, string? title, string? content, string? summary, string authors, IEnumerable<string> tags, DateTimeOffset publishedAt, DateTimeOffset seenAt)
{
    private string? _text;

    public WrittenArticle(long id, long feed, ArticleDraft draft, DateTimeOffset publishedAt, DateTimeOffset seenAt)
        : this(id, feed, draft.Title, draft.Content, draft.Summary, Names(draft.Authors), draft.Tags, publishedAt, seenAt)
    {
    }

    public static string Names(IEnumerable<Person> authors) => string.Join(", ", authors.Select(a => a.Name).OfType<string>());

    public long Id => id;
    public long Feed => feed;
    public string? Title => title;

    /// <summary>Names of the authors.</summary>
    public string Authors => authors;

    /// <summary>Its own.</summary>
    public IEnumerable<string> Tags => tags;

    /// <summary>Visible text of the body.</summary>
    public string Text => _text ??= StoryText.ReadBody(content, summary);
    public DateTimeOffset PublishedAt => publishedAt;
    public DateTimeOffset SeenAt => seenAt;
}
