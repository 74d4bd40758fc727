using Aggregator.Normalizing;
using Aggregator.Storage;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Search;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;
using CsCheck;
using Dapper;

namespace Aggregator.Tests.Storage;

public sealed class SearchOnSqlite() : SearchTests(new SqliteTestDatabase())
{
    private const string Parts = "SELECT COUNT(DISTINCT segid) FROM words_0_idx";

    [Fact]
    public async Task The_daily_job_puts_parts_of_the_index_together()
    {
        for (var i = 0; i < 8; i++)
            await Harness.Write(TestPolls.Poll(Harness.Claim(1), TestPolls.Noon.AddHours(i + 1), Drafts.Draft($"more{i}", $"one.example/more{i}", $"Glacier, part {i}", "<p>More.</p>", null)));
        Assert.InRange(Words<int>(Parts), 5, 20);
        File.Database.Optimize();
        Assert.InRange(Words<int>(Parts), 1, 4);
        Assert.Equal(10, Find("glacier").Count);
    }

    [Fact]
    public async Task Articles_are_found_in_every_part_of_the_index_the_newest_first()
    {
        await StoreIntoTwoParts();
        Assert.Equal(2, Words<int>("SELECT COUNT(*) FROM word_parts"));
        // Of two that are as good the newer number comes first; those of the first part only when the second has not enough.
        Assert.Equal("1 2 262143 262144", Found("glacier"));
        Assert.Equal("262143 262144", string.Join(' ', Pages("glacier", 2).First().Order()));
        Assert.Equal([262_144L, 262_143, 2, 1], Pages("glacier", 1).SelectMany(page => page));
        Assert.Equal([262_144L, 262_143, 2, 1], Pages("glacier", 3).SelectMany(page => page));
        Assert.Equal("3 4 5", Found("-glacier"));
        Assert.Equal("1 2 5 262143 262144", Found("glaci*"));
        Assert.Equal("262143 262144", Found("title:crevasse"));
    }

    [Fact]
    public async Task An_edit_changes_the_part_that_the_article_is_in_and_a_part_without_articles_goes()
    {
        await StoreIntoTwoParts();
        await Harness.Write(TestPolls.Poll(Harness.Claim(1), TestPolls.Noon.AddHours(3), Drafts.Draft("second", "one.example/second", "Moraine", "<p>Rubble.</p>", null)));
        Assert.Equal("1 2 262143", Found("glacier"));
        Assert.Equal("262144", Found("moraine"));
        using (var connection = File.Database.OpenForWords())
        using (var transaction = connection.BeginTransaction())
        {
            Assert.Equal(7, File.Database.Search.Count(connection));
            File.Database.Search.Remove(connection, transaction, [262_144]);
            transaction.Commit();
        }
        File.Database.Optimize();
        Assert.Equal("0", Words<string>("SELECT GROUP_CONCAT(part) FROM word_parts"));
        Assert.Equal(0, Words<int>("SELECT COUNT(*) FROM words.sqlite_master WHERE name LIKE 'words_1%'"));
        Assert.Equal("1 2 262143", Found("glacier"));
        File.Database.SearchBacklog.ReadAllAnew();
        Assert.Equal("262144", Found("moraine"));
    }

    [Fact]
    public async Task A_part_that_goes_while_it_is_being_asked_is_still_there_for_who_asks()
    {
        await StoreIntoTwoParts();
        using var connection = File.Database.OpenForWords();
        using var reading = File.Database.BeginReading(connection);
        var probes = File.Database.Search.Probes(connection, new SearchConditions([new SearchTerm("glacier", null, false, false)], []))!;
        using (var other = File.Database.OpenForWords())
        using (var transaction = other.BeginTransaction())
        {
            File.Database.Search.Clear(other, transaction);
            transaction.Commit();
        }
        Assert.Equal([1, 3], probes.Select(probe => connection.Query<long>($"SELECT {probe.Id} FROM {probe.From} WHERE {probe.Condition}", new { match = probe.Match }).Count()));
    }

    private T Words<T>(string sql)
    {
        using var connection = File.Database.OpenForWords();
        return connection.ExecuteScalar<T>(sql)!;
    }

    /// <summary>The last number of the first part, and the first of the second.</summary>
    private async Task StoreIntoTwoParts()
    {
        File.Execute("UPDATE counters SET value = 262142 WHERE name = 'articles'");
        await Harness.Write(TestPolls.Poll(
            Harness.Claim(1), TestPolls.Noon.AddHours(1),
            Drafts.Draft("first", "one.example/first", "Glacier crevasse", "<p>Deep.</p>", null), Drafts.Draft("second", "one.example/second", "Crevasse of a glacier", "<p>Deep, too.</p>", null)));
    }

    private IEnumerable<IReadOnlyList<long>> Pages(string query, int length)
    {
        ArticlePlace? after = null;
        while (true)
        {
            var page = new ArticlePages(File.Database).Read(new ArticleQuery { Words = SearchQueryReader.Read(query), Limit = length, After = after });
            if (page.Count == 0)
                yield break;
            after = new ArticlePlace { PublishedAt = page[^1].PublishedAt, Id = page[^1].Id };
            yield return [.. page.Select(article => article.Id)];
        }
    }
}

public sealed class SearchOnPostgres() : SearchTests(new PostgresTestDatabase());

public abstract class SearchTests(TestDatabase file) : IAsyncLifetime
{
    private const string One = "https://one.example/feed";
    private const string Two = "https://two.example/feed";
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file = file;
    private WriterHarness _harness = null!;

    private protected WriterHarness Harness => _harness;

    private protected TestDatabase File => _file;

    public async ValueTask InitializeAsync()
    {
        _harness = new WriterHarness(_file, One, Two);
        _file.Execute("UPDATE feeds SET tags = '[\"science\"]', title = 'The Evening Courier' WHERE id = 2");
        await _harness.Write(TestPolls.Poll(
            _harness.Claim(1), Noon,
            Draft("1", "Glacier retreats faster than models said", "<p>Measurements in the Alps show that the <b>glacier tongue</b> lost nine metres.</p>", Noon.AddDays(-200)),
            Draft("2", "Cabinet discusses budget", "<p>The finance minister spoke of a glacier of debts in São Paulo.</p>", Noon.AddDays(-1)),
            Draft("3", "東京都知事選挙の結果", "<p>新しい知事が選ばれた。</p>", Noon.AddDays(-2)),
            Draft("4", "Переговоры о мире продолжаются", "<p>Стороны обсудили обмен пленными.</p>", Noon.AddDays(-3))));
        await _harness.Write(TestPolls.Poll(
            _harness.Claim(2), Noon,
            Draft("5", "Budget passed after glacial debate", "<p>Members voted at midnight.</p>", Noon.AddDays(-1)) with { Authors = [new Person("Ada Núñez", null, null)] }));
    }

    public async ValueTask DisposeAsync()
    {
        await _harness.DisposeAsync();
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("glacier", "1 2")]
    [InlineData("GLACIER tongue", "1")]
    [InlineData("\"glacier tongue\"", "1")]
    [InlineData("\"tongue glacier\"", "")]
    [InlineData("glaci*", "1 2 5")]
    [InlineData("glacier -debts", "1")]
    [InlineData("-glacier", "3 4 5")]
    [InlineData("title:budget", "2 5")]
    [InlineData("title:glacier", "1")]
    [InlineData("author:nunez", "5")]
    [InlineData("feed:courier", "5")]
    [InlineData("feed:two.example budget", "5")]
    [InlineData("tag:science", "5")]
    [InlineData("sao paulo", "2")]
    [InlineData("知事", "3")]
    [InlineData("東京都", "3")]
    [InlineData("選", "3")]
    [InlineData("京東", "")]
    [InlineData("переговоры", "4")]
    [InlineData("budget before:2026-02-28T00:00", "")]
    [InlineData("glacier after:2026-02", "2")]
    [InlineData("glacier before:2026", "1")]
    [InlineData("nothing:of the:kind", "")]
    [InlineData("courier", "5")]
    public void What_is_looked_for_is_found(string query, string expected) =>
        Assert.Equal(expected, string.Join(' ', Find(query).Select(hit => hit.Article.Id).Order()));

    [Fact]
    public async Task What_excludes_finds_as_many_as_are_wanted()
    {
        await _harness.Write(TestPolls.Poll(
            _harness.Claim(1), Noon.AddHours(1), [.. Enumerable.Range(0, 120).Select(i => Draft($"many{i}", $"Lighthouse number {i}", "<p>A lamp.</p>", Noon))]));
        Assert.Equal(110, new SearchStore(_file.Database).Find(SearchQueryReader.Read("lighthouse -glacier"), new ArticleFilter { Limit = 110 }, Noon).Count);
    }

    [Fact]
    public void Many_feeds_are_asked_in_another_way_with_the_same_result()
    {
        _file.Execute("INSERT INTO feeds (url, host, state, definition_hash, tags, next_poll_at, next_poll_why, added_at) "
            + "WITH RECURSIVE n (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM n WHERE n < 500) SELECT 'https://many.example/' || n, 'many.example:443', 'active', feeds.definition_hash, '[\"many\"]', 0, 'test', 0 FROM n, feeds WHERE feeds.id = 1");
        _file.Execute("UPDATE feeds SET tags = '[\"many\"]' WHERE id = 1");
        Assert.Equal("1 2", Found("tag:many glacier"));
        Assert.Equal("1 2", Found("feed:example glacier"));
        _file.Execute("UPDATE articles SET tags = '[\"many\"]' WHERE id = 5");
        _file.Database.SearchBacklog.ReadAllAnew();
        Assert.Equal("5", Found("tag:many courier"));
    }

    [Fact]
    public async Task An_article_is_found_by_each_feed_that_carries_it()
    {
        var again = Draft("1", "Glacier retreats faster than models said", "<p>Measurements in the Alps show that the <b>glacier tongue</b> lost nine metres.</p>", Noon.AddDays(-200));
        await _harness.Write(TestPolls.Poll(_harness.Claim(2), Noon.AddHours(1), again with { Guid = "of-two" }));
        Assert.Equal(2, _file.Scalar<long>("SELECT COUNT(*) FROM article_sources WHERE article_id = 1"));
        _file.Database.SearchBacklog.ReadSome();
        Assert.Equal("1", Found("feed:courier tongue"));
        Assert.Equal("1", Found("feed:one.example tongue"));
        Assert.Equal(0, _file.Scalar<long>("SELECT COUNT(*) FROM search_again"));
    }

    [Fact]
    public void Exact_times_count_within_an_hour()
    {
        Assert.Equal("2 5", Found($"budget after:{Noon.AddDays(-1):yyyy-MM-dd'T'HH:mm}"));
        Assert.Equal("", Found($"budget after:{Noon.AddDays(-1).AddMinutes(1):yyyy-MM-dd'T'HH:mm}"));
        Assert.Equal("2 5", Found($"budget before:{Noon.AddDays(-1).AddMinutes(1):yyyy-MM-dd'T'HH:mm}"));
        Assert.Equal("", Found($"budget before:{Noon.AddDays(-1):yyyy-MM-dd'T'HH:mm}"));
    }

    [Fact]
    public void Titles_count_more_than_texts_and_news_more_than_what_is_old()
    {
        Assert.Equal([2L, 1], Find("glacier").Select(hit => hit.Article.Id));
        Assert.True(SearchRanking.Score("Glacier", Noon, [new SearchTerm("glacier", null, false, false)], Noon) > SearchRanking.Score("Else", Noon, [new SearchTerm("glacier", null, false, false)], Noon));
    }

    [Fact]
    public void A_snippet_shows_the_words_without_markup()
    {
        Assert.Contains("São", Assert.Single(Find("sao")).Snippet, StringComparison.Ordinal);
        Assert.Contains("glacier tongue lost nine", Assert.Single(Find("tongue")).Snippet, StringComparison.Ordinal);
        var text = string.Join(' ', Enumerable.Range(0, 500).Select(i => $"word{i}"));
        var snippet = SnippetCutter.Cut(text, [new SearchTerm("word400", null, false, false)]);
        Assert.Contains("word400", snippet, StringComparison.Ordinal);
        Assert.InRange(snippet.Length, 100, 250);
    }

    [Fact]
    public async Task An_edited_article_is_found_by_its_new_words_only()
    {
        await _harness.Write(TestPolls.Poll(_harness.Claim(1), Noon.AddHours(1), Draft("1", "Iceberg ahead", "<p>Quite another text.</p>", null)));
        Assert.Equal([1L], Find("iceberg").Select(hit => hit.Article.Id));
        Assert.Empty(Find("tongue"));
    }

    [Theory]
    [InlineData("c#")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("AND")]
    [InlineData("*")]
    [InlineData("a* OR NOT NEAR(x, 2) ^b {title} : y")]
    [InlineData("-")]
    [InlineData("title:")]
    [InlineData("title:\"")]
    [InlineData("'; DROP TABLE articles; --")]
    [InlineData("a\0b \0")]
    [InlineData("before:yesterday after:2026-99-99")]
    public void Nothing_that_people_type_is_an_error(string query) => Assert.NotNull(Find(query));

    [Fact]
    public void Any_text_is_a_query_of_bounded_work() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["\"*-:(){}^+,.'%\0 abANDORNTE知事title"], 0, 40]).Sample(query => Find(query).Count <= 50, iter: 400);

    [Fact]
    public void A_very_long_query_is_cut()
    {
        Assert.Equal(32, SearchQueryReader.Read(string.Join(' ', Enumerable.Range(0, 1000).Select(i => $"w{i}"))).Terms.Length);
        Assert.Empty(Find(new string('x', 10_000)));
    }

    [Fact]
    public void Articles_from_before_the_index_are_read_into_it()
    {
        _file.Database.SearchBacklog.ReadAllAnew();
        Assert.Equal([2L, 1], Find("glacier").Select(hit => hit.Article.Id));
        Assert.False(_file.Database.SearchBacklog.ReadSome());
        Assert.All(_file.Database.Examine(), finding => Assert.Null(finding.Problem));
    }

    private static ArticleDraft Draft(string guid, string title, string body, DateTimeOffset? published) => Drafts.Draft(guid, $"one.example/{guid}", title, body, published);

    private protected string Found(string query) => string.Join(' ', Find(query).Select(hit => hit.Article.Id).Order());

    private protected IReadOnlyList<SearchHit> Find(string query) => new SearchStore(_file.Database).Find(SearchQueryReader.Read(query), new ArticleFilter(), Noon);
}
