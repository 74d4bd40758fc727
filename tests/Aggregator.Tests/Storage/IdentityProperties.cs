using Aggregator.Normalizing;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class IdentityPropertiesOnSqlite() : IdentityProperties(() => new SqliteTestDatabase());

public sealed class IdentityPropertiesOnPostgres() : IdentityProperties(() => new PostgresTestDatabase());

/// <summary>On a real database: in whatever order, in whatever transactions and however often the documents of feeds come, the articles are the same.</summary>
public abstract class IdentityProperties(Func<TestDatabase> create)
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Any_order_batching_and_repetition_of_the_same_documents_ends_in_the_same_articles(int seed)
    {
        using var file = create();
        await using var harness = new WriterHarness(file, "https://1.example/feed", "https://2.example/feed", "https://3.example/feed");
        var random = new Random(seed);
        // Windows over each feed's entries, as documents are; feed 3 carries every second page of feed 1.
        var documents = Enumerable.Range(1, 3).SelectMany(feed => Enumerable.Range(0, 6).Select(start => (Feed: feed, Entries: Enumerable.Range(start * 2, 6).Select(n => Entry(feed, n)).ToArray()))).ToList();
        documents = [.. documents.Concat(documents.Where(_ => random.Next(2) == 0)).OrderBy(_ => random.Next())];

        var at = 0;
        while (documents.Count > 0)
        {
            var batch = documents.Take(1 + random.Next(6)).ToList();
            documents.RemoveRange(0, batch.Count);
            await Task.WhenAll(batch.Select(d => harness.Write(TestPolls.Poll(harness.Claim(d.Feed), Noon.AddMinutes(at++), d.Entries))));
        }

        var titles = Enumerable.Range(1, 2).SelectMany(feed => Enumerable.Range(0, 16).Select(n => Entry(feed, n).CanonicalUrl!)).Concat(Enumerable.Range(0, 16).Where(n => n % 2 == 1).Select(n => Entry(3, n).CanonicalUrl!));
        Assert.Equal(string.Join(',', titles.Order(StringComparer.Ordinal)), file.Joined("SELECT SUBSTR(url, 9) AS u FROM articles ORDER BY id", isSorted: true));
        Assert.Equal(48, file.Scalar<int>("SELECT COUNT(*) FROM article_sources"));
        Assert.Equal(0, file.Scalar<int>("SELECT COUNT(*) FROM changes WHERE kind <> 'created'"));
        Assert.Equal(0, file.Scalar<int>("SELECT COUNT(*) FROM revisions"));
    }

    private static ArticleDraft Entry(int feed, int number) => feed == 3 && number % 2 == 0
        ? Drafts.Draft($"copy {number}", $"1.example/{number}", $"Title {number} of 1", published: Noon.AddDays(-number - 1))
        : Drafts.Draft($"{feed}/{number}", $"{feed}.example/{number}", $"Title {number} of {feed}", published: Noon.AddDays(-number - 1));
}
