using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Aggregator.Fetching;
using Aggregator.Parsing;

namespace Aggregator.Normalizing;

/// <summary>
/// Makes what a publisher wrote safe, bounded and canonical. Pure and stateless: one instance serves any number of threads, the same entry gives the same
/// draft. Never throws; time and memory are linear in the entry.
/// </summary>
[SuppressMessage("Performance", "CA1822", Justification = "A stage is an instance, given to the next one by composition.")]
internal sealed class Normalizer
{
    public ArticleDraft Normalize(ParsedEntry entry)
    {
        var url = UrlCleaner.Absolute(entry.Url);
        var draft = new ArticleDraft
        {
            Guid = Guid(entry.Id),
            Url = url,
            CanonicalUrl = CanonicalUrl.Of(url),
            Title = PlainText.Read(entry.Title),
            Summary = Body(entry.Summary),
            Content = Body(entry.Content),
            Published = entry.Published,
            Updated = entry.Updated,
            Language = Language(entry.Language),
            ImageUrl = UrlCleaner.Absolute(entry.ImageUrl),
            CommentsUrl = UrlCleaner.Absolute(entry.CommentsUrl),
            Authors = Authors(entry.Authors),
            Categories = Categories(entry.Categories),
            Enclosures = Enclosures(entry.Enclosures),
            Extra = Extra(entry.Extra),
            RawFingerprint = entry.Fingerprint,
        };
        var (content, revision) = Fingerprints.Of(draft);
        return draft with { ContentFingerprint = content, RevisionFingerprint = revision };
    }

    public FeedHeader NormalizeHeader(ParsedFeed feed) => new()
    {
        Title = PlainText.Read(feed.Title),
        Description = PlainText.Read(feed.Description, NormalizingLimits.Description),
        SiteUrl = UrlCleaner.Absolute(feed.SiteUrl),
        FeedUrl = UrlCleaner.Absolute(feed.FeedUrl),
        HubUrl = UrlCleaner.Absolute(feed.HubUrl),
        NextPageUrl = UrlCleaner.Absolute(feed.NextPageUrl),
        Language = Language(feed.Language),
        Updated = feed.Updated,
        ImageUrl = UrlCleaner.Absolute(feed.ImageUrl),
        IconUrl = UrlCleaner.Absolute(feed.IconUrl),
        Authors = Authors(feed.Authors),
        Categories = Categories(feed.Categories),
    };

    /// <summary>Sanitised HTML, or null when nothing is left.</summary>
    public static string? Body(ParsedText? text) => text switch
    {
        null => null,
        { Form: TextForm.Plain } => MarkupCleaner.Escape(text.Value),
        // No body comes undeclared; if one does, it is markup to whoever wrote it.
        _ => MarkupCleaner.Clean(text.Value, text.Base is { IsAbsoluteUri: true, Scheme: "http" or "https" } ? text.Base : null),
    };

    private static string? Guid(string? id)
    {
        if (string.IsNullOrWhiteSpace(id))
            return null;
        var guid = TextScrubber.Scrub(id);
        return guid.Length <= NormalizingLimits.Guid ? guid : "hash:" + Hash128.Of(guid);
    }

    private static string? Language(string? language) =>
        PlainText.Read(language, TextForm.Plain, NormalizingLimits.Language)?.Replace('_', '-');

    private static ImmutableArray<Person> Authors(ImmutableArray<ParsedPerson> persons)
    {
        var authors = ImmutableArray.CreateBuilder<Person>();
        foreach (var person in First(persons, NormalizingLimits.Authors))
        {
            var author = new Person(
                PlainText.Read(person.Name, NormalizingLimits.Name),
                PlainText.Read(person.Email, TextForm.Plain, NormalizingLimits.Email),
                UrlCleaner.Contact(person.Url));
            if ((author.Name ?? author.Email ?? author.Url) is not null && !authors.Contains(author))
                authors.Add(author);
        }
        return authors.ToImmutable();
    }

    private static ImmutableArray<string> Categories(ImmutableArray<ParsedText> texts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var categories = ImmutableArray.CreateBuilder<string>();
        foreach (var text in First(texts, NormalizingLimits.Categories))
        {
            if (PlainText.Read(text, NormalizingLimits.Name) is { } category && seen.Add(category))
                categories.Add(category);
        }
        return categories.ToImmutable();
    }

    private static ImmutableArray<Enclosure> Enclosures(ImmutableArray<ParsedEnclosure> files)
    {
        var enclosures = ImmutableArray.CreateBuilder<Enclosure>();
        foreach (var file in First(files, NormalizingLimits.Enclosures))
        {
            if (UrlCleaner.Absolute(file.Url) is { } url)
                enclosures.Add(new Enclosure(url, MediaTypes.Clean(file.Type), file.Length is > 0 ? file.Length : null));
        }
        return enclosures.ToImmutable();
    }

    // A default array is an empty one: no entry of ours, whoever made it, may throw here.
    private static ReadOnlySpan<T> First<T>(ImmutableArray<T> all, int limit) => all.IsDefaultOrEmpty ? [] : all.AsSpan()[..Math.Min(all.Length, limit)];

    private static string? Extra(string? json) =>
        string.IsNullOrWhiteSpace(json) || json.Length > NormalizingLimits.Extra ? null : TextScrubber.Scrub(json);
}
