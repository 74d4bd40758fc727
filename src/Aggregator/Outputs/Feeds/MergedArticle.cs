using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aggregator.Normalizing;
using Aggregator.Storage;

namespace Aggregator.Outputs.Feeds;

/// <summary>An article as an entry of a feed, its lists read.</summary>
internal sealed record MergedArticle(ArticleRow Row)
{
    /// <summary>By the article's number, which never changes: an edited article keeps its id.</summary>
    public string Id { get; init; } = string.Create(CultureInfo.InvariantCulture, $"urn:aggregator:article:{Row.Id}");

    /// <summary>HTML.</summary>
    public string? Summary { get; init; } = Row.Summary;

    /// <summary>HTML: the text of its page where that was fetched, otherwise the feed's.</summary>
    public string? Content { get; init; } = Row.FullText ?? Row.Content;
    /// <summary>Names of what somebody marked it with, as Google Reader wrote them.</summary>
    public IReadOnlyList<string> States { get; init; } = [];
    public IReadOnlyList<Person> Authors { get; } = Read(Row.Authors, StorageJson.Default.IEnumerablePerson);
    public IReadOnlyList<string> Categories { get; } = Read(Row.Categories, StorageJson.Default.IEnumerableString);
    public IReadOnlyList<Enclosure> Enclosures { get; } = Read(Row.Enclosures, StorageJson.Default.IEnumerableEnclosure);

    /// <summary>The publisher's word; else when we saw it change. Atom wants one.</summary>
    public DateTimeOffset Updated => Row.UpdatedAt ?? (Row.Revision > 1 ? Row.ChangedAt : Row.PublishedAt);

    private static IReadOnlyList<T> Read<T>(string json, JsonTypeInfo<IEnumerable<T>> type) =>
        json == "[]" ? [] : [.. JsonSerializer.Deserialize(json, type) ?? []];
}
