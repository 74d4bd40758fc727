using System.Collections.Immutable;
using Aggregator.Deduplicating;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Outputs.Feeds;
using Aggregator.Parsing;
using Aggregator.Storage.Reading;
using Aggregator.Tests.Parsing;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Outputs.Feeds;

/// <summary>Documents → store → merged feed → our own parser: what was read is read again.</summary>
public sealed class LosslessTests(ITestOutputHelper output)
{
    /// <summary>So late that no date of a document lies in the future.</summary>
    private static readonly DateTimeOffset Late = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("atom")]
    [InlineData("rss")]
    [InlineData("json")]
    public async Task What_a_merged_feed_says_is_what_the_publishers_said(string format)
    {
        var documents = WrittenDocuments.All().Select(Read).Where(drafts => drafts.Length > 0).ToList();
        using var file = new SqliteTestDatabase();
        await using var harness = new WriterHarness(file, [.. documents.Select((_, place) => $"https://feed{place}.example/")]);
        foreach (var (place, drafts) in documents.Index())
        {
            var own = drafts.Select((draft, i) => Alone(draft, $"{place + 1}#{i}")).ToArray();
            var stored = await harness.Write(TestPolls.Poll(harness.Claim(place + 1), Late, own));
            Assert.Equal((own.Length, null), (stored.Created, stored.Failure));
        }

        var (lost, compared) = (new List<string>(), 0);
        var reader = new MergedFeedReader(new ArticlePages(file.Database));
        foreach (var (place, drafts) in documents.Index())
        {
            var feed = reader.Read(new MergedFeedWish("urn:x", "All", new ArticleQuery { Feed = place + 1, Limit = 1_000 }));
            Assert.Equal(drafts.Length, feed.Articles.Count);
            var again = Read(new Document { Body = FeedFormat.All.Single(known => known.Extension == format).Write(feed), Url = new Uri($"https://me.example/feeds/all.{format}") }).ToDictionary(draft => draft.Guid!);
            Assert.Equal(drafts.Length, again.Count);
            // Numbers of a document's articles follow its order.
            foreach (var (draft, article) in drafts.Zip(feed.Articles.OrderBy(article => article.Row.Id)))
            {
                compared++;
                lost.AddRange(Differences(format, draft, again[article.Id]).Select(what => $"{place + 1} {what}"));
            }
        }
        output.WriteLine($"{compared} articles of {documents.Count} documents");
        Assert.InRange(compared, 150, int.MaxValue);
        Assert.Empty(lost.Take(20));
    }

    private static IEnumerable<string> Differences(string format, ArticleDraft was, ArticleDraft now)
    {
        var isJson = format == "json";
        // Their places in JSON Feed: none for comments and mail, text for summaries, and a type for every attachment.
        (string Field, object? Was, object? Now)[] fields =
        [
            ("url", was.Url, now.Url), ("title", was.Title, now.Title), ("content", was.Content, now.Content),
            ("summary", isJson ? Text(was.Summary) : was.Summary, isJson ? Text(now.Summary) : now.Summary),
            ("published", Seconds(Published(was)), Seconds(now.Published)),
            // Atom wants one where the publisher gave none.
            ("updated", Seconds(was.Updated ?? (format == "atom" ? Published(was) : null)), Seconds(now.Updated)),
            ("language", was.Language, now.Language), ("image", was.ImageUrl, now.ImageUrl), ("comments", isJson ? null : was.CommentsUrl, now.CommentsUrl),
            ("authors", Texts(was.Authors.Select(a => isJson ? a with { Email = null } : a).Where(a => a != new Person(null, null, null))), Texts(now.Authors)),
            ("categories", Texts(was.Categories), Texts(now.Categories)),
            ("enclosures", Texts(was.Enclosures.Select(e => isJson ? e with { Type = e.Type ?? "application/octet-stream" } : e)), Texts(now.Enclosures)),
        ];
        return fields.Where(field => !Equals(field.Was, field.Now)).Select(field => $"{field.Field}: {field.Was} | {field.Now}");
    }

    private static string? Text(string? html) => html is null || VisibleText.Of(html) is not { Length: > 0 } text ? null : text;

    private static long? Seconds(DateTimeOffset? instant) => instant?.ToUnixTimeSeconds();

    /// <summary>Of what is impossible, or not said, when it was first seen.</summary>
    private static DateTimeOffset Published(ArticleDraft draft) => PublishingDate.Plausible(draft.Published, Late) ?? Late;

    private static string Texts<T>(IEnumerable<T> values) => string.Join(" ; ", values);

    /// <summary>Identity is tested elsewhere: here every entry is an article of its own.</summary>
    private static ArticleDraft Alone(ArticleDraft draft, string guid) => draft with
    {
        Guid = guid,
        CanonicalUrl = null,
        RawFingerprint = Hash128.Of("raw " + guid),
        ContentFingerprint = Hash128.Of("content " + guid),
        RevisionFingerprint = Hash128.Of("revision " + guid),
    };

    private static ImmutableArray<ArticleDraft> Read(Document document)
    {
        var normalizer = new Normalizer();
        return new FeedParser().Parse(document) is ParseOutcome.Parsed { Feed: var feed } ? [.. feed.Entries.Select(normalizer.Normalize)] : [];
    }
}
