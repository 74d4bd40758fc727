using Aggregator.Configuration;
using Aggregator.Normalizing;
using Aggregator.Parsing;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class StorableTextOnSqlite() : StorableTextTests(new SqliteTestDatabase());

public sealed class StorableTextOnPostgres() : StorableTextTests(new PostgresTestDatabase());

/// <summary>What publishers write and no database takes as it is becomes the same text on all of them.</summary>
public abstract class StorableTextTests(TestDatabase file) : IDisposable
{
    private const string Hostile = "a\0b\uD800c\uFFFF\u0085d 🐧 \"\\{}";
    private readonly TestDatabase _file = file;

    [Fact]
    public async Task Nul_lone_surrogates_and_endless_ids_are_stored_and_recognised()
    {
        var longUrl = $"https://one.example/{new string('x', 1500)}?{new string('y', 100_000)}";
        await using var harness = new WriterHarness(_file, "https://one.example/feed");
        for (var i = 0; i < 2; i++)
        {
            var stored = await harness.Write(TestPolls.Poll(harness.Claim(1), TestPolls.Noon.AddHours(i), Draft(Hostile, null), Draft(new string('k', 50_000), longUrl)));
            Assert.Null(stored.Failure);
            Assert.Equal(i == 0 ? (2, 0) : (0, 2), (stored.Created, stored.Known));
        }
        Assert.Equal(2, _file.Scalar<int>("SELECT COUNT(*) FROM articles"));
        var title = _file.Scalar<string>("SELECT title FROM articles WHERE id = (SELECT MIN(id) FROM articles)");
        Assert.DoesNotContain('\0', title);
        Assert.StartsWith("ab\uFFFDc", title, StringComparison.Ordinal);
        Assert.EndsWith("d 🐧 \"\\{}", title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feed_with_an_endless_url_is_one_feed()
    {
        var random = new Random(7);
        var url = $"https://one.example/?{string.Concat(Enumerable.Range(0, 3000).Select(_ => random.Next(1000).ToString(System.Globalization.CultureInfo.InvariantCulture)))}";
        var store = new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader);
        Assert.Equal(1, store.Apply(TestPolls.Catalog(url), TestPolls.Noon).Added);
        Assert.Equal(0, store.Apply(TestPolls.Catalog(url), TestPolls.Noon).Added);
        Assert.ThrowsAny<System.Data.Common.DbException>(() => _file.Execute(
            "INSERT INTO feeds (url, host, state, definition_hash, tags, next_poll_at, next_poll_why, added_at) SELECT url, host, state, definition_hash, tags, 0, '', 0 FROM feeds"));
    }

    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    private static ArticleDraft Draft(string id, string? url) => new Normalizer().Normalize(new ParsedEntry
    {
        Id = id,
        Url = url,
        Title = new ParsedText(id, TextForm.Plain),
        Content = new ParsedText($"<p>{id}</p>", TextForm.Html),
        Authors = [new ParsedPerson(new ParsedText(Hostile, TextForm.Plain), Hostile, Hostile)],
        Categories = [new ParsedText(Hostile, TextForm.Plain)],
        Language = Hostile,
        Extra = "{\"x\":\"a\0b\"}",
    });
}
