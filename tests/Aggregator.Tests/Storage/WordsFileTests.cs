using Aggregator.Configuration;
using Aggregator.Normalizing;
using Aggregator.Storage;
using Aggregator.Storage.Keeping;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Search;
using Aggregator.Storage.Sqlite;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;
using CsCheck;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Aggregator.Tests.Storage;

/// <summary>The index of words is a file beside the database, behind it: either may be there without the other, or be of another time.</summary>
public sealed class WordsFileTests : IDisposable
{
    private const string Url = "https://one.example/feed";
    private readonly SqliteTestDatabase _file = new() { Options = new StorageOptions { BusyTimeout = TimeSpan.FromMilliseconds(20) } };

    private string Words => WordsFile.PathFor(_file.FilePath);

    public void Dispose() => _file.Dispose();

    [Fact]
    public void It_is_named_after_the_database() => Assert.Equal("/data/aggregator.words.db", WordsFile.PathFor("/data/aggregator.db"));

    [Fact]
    public async Task One_that_is_not_there_is_made_anew_of_the_articles()
    {
        await WriteAsync(1, 2, 3);
        WordsFile.Delete(Words);
        AssertRepaired(3);
    }

    [Fact]
    public async Task One_that_is_removed_from_under_a_running_daemon_is_made_anew_without_a_restart()
    {
        await WriteAsync(1, 2, 3);
        Assert.Equal("1,2,3", Found(_file.Database));
        Assert.Null(_file.Database.SearchBacklog.Notice);
        // Without a word to the connections that are kept open.
        File.Delete(Words);
        Assert.NotNull(_file.Database.SearchBacklog.Notice);
        await WriteAsync(4);
        Assert.Equal("4", Found(_file.Database));
        while (_file.Database.SearchBacklog.ReadSome())
        {
        }
        Assert.Equal("1,2,3,4", Found(_file.Database));
        Assert.Null(_file.Database.SearchBacklog.Notice);
        AssertRepaired(4);
    }

    [Fact]
    public async Task One_that_is_damaged_is_made_anew_of_the_articles()
    {
        await WriteAsync(1, 2, 3);
        WordsFile.Delete(Words);
        File.WriteAllText(Words, new string('x', 10_000));
        AssertRepaired(3);
    }

    [Fact]
    public async Task One_of_another_database_is_made_anew_of_the_articles()
    {
        using (var other = new SqliteTestDatabase())
        {
            await WriteAsync(other, 7, 8, 9, 10, 11);
            await WriteAsync(1, 2, 3);
            WordsFile.Delete(Words);
            using var connection = other.Database.OpenForWords();
            connection.Execute("VACUUM words INTO @Words", new { Words });
        }
        AssertRepaired(3);
    }

    [Fact]
    public async Task After_an_older_database_was_put_back_it_is_of_that_one()
    {
        await WriteAsync(1, 2, 3);
        var copy = _file.FilePath + ".copy";
        _file.Database.Backup(copy);
        await WriteAsync(4);
        Assert.Equal("1,2,3,4", Found(_file.Database));
        SqliteConnection.ClearAllPools();
        File.Delete(SqliteFile.WriteAheadLog(_file.FilePath));
        File.Move(copy, _file.FilePath, overwrite: true);
        AssertRepaired(3);
        await WriteAsync(5);
        Assert.Equal("1,2,3,5", Found(_file.Database));
    }

    [Fact]
    public async Task A_poll_is_stored_though_the_index_cannot_be_written_and_found_with_the_next_one()
    {
        await WriteAsync(1);
        await using var harness = new WriterHarness(_file, Url);
        using (var other = Open())
        using (other.BeginTransaction())
            Assert.Equal(2, (await harness.Write(Poll(harness, 2, 3))).Created);
        Assert.Equal("1", Found(_file.Database));
        // The remedy is for this file: nobody is told to put an old database back.
        Assert.Contains(harness.Log.Lines, line => line.Contains("cannot be found by their words", StringComparison.Ordinal) && line.Contains(Words, StringComparison.Ordinal) && line.Contains("none is lost", StringComparison.Ordinal));
        await harness.Write(Poll(harness, 4));
        Assert.Equal("1,2,3,4", Found(_file.Database));
    }

    [Fact]
    public async Task What_a_process_stored_before_it_died_is_found_after_the_next_start()
    {
        await using (var harness = new WriterHarness(_file, Url))
        using (var other = Open())
        using (other.BeginTransaction())
            await harness.Write(Poll(harness, 1, 2, 3));
        Assert.Equal("", Found(_file.Database));
        AssertRepaired(3);
    }

    // The job looks for edits at any time: between a transaction and its words, too.
    [Fact]
    public async Task An_edit_is_not_read_before_the_article_that_it_edits()
    {
        var database = _file.Database;
        await using var harness = new WriterHarness(_file, Url);
        database.SearchBacklog.ReadSome();
        using (new HiddenProgress(Open()))
        {
            await harness.Write(TestPolls.Poll(harness.Claim(1), TestPolls.Noon, Draft(1, version: 1)));
            await harness.Write(TestPolls.Poll(harness.Claim(1), TestPolls.Noon.AddHours(1), Drafts.Draft("1", "one.example/1", "Moraine", "<p>Rubble.</p>", null)));
        }
        database.SearchBacklog.ReadSome();
        database.Words!.Take(new SearchWork([new SearchDocument(1, "glacier 1 of version 1", "The number is 1.", "", "", "")], HasEdits: true));
        Assert.Empty(Hits(database, "glacier"));
        Assert.Single(Hits(database, "moraine"));
    }

    [Fact]
    public void Whatever_happens_in_whatever_order_what_is_stored_is_found_in_the_end() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[1, 3]).Array[1, 12].Sample(
            steps =>
            {
                using var file = new SqliteTestDatabase { Options = new StorageOptions { BusyTimeout = TimeSpan.FromMilliseconds(1) } };
                RunAsync(file, steps).GetAwaiter().GetResult();
            },
            iter: 60, threads: 1);

    private static async Task RunAsync(SqliteTestDatabase file, (int Kind, int Number)[] steps)
    {
        var version = 0;
        await using (var harness = new WriterHarness(file, Url))
        {
            foreach (var (kind, number) in steps)
            {
                version++;
                switch (kind)
                {
                    case 0:
                        Purge(file, number);
                        break;
                    case 1:
                        file.Connect().SearchBacklog.ReadSome();
                        break;
                    case 2:
                        file.Database.SearchBacklog.ReadAllAnew();
                        break;
                    default:
                        // The index cannot be written just now, every third time.
                        using (var hidden = kind == 3 ? new HiddenProgress(Open(file)) : null)
                        {
                            await harness.Write(TestPolls.Poll(
                                harness.Claim(1), TestPolls.Noon.AddHours(version), Draft(number, version), Draft(number + 100 + version, version)));
                        }
                        break;
                }
            }
        }
        var fresh = Assert.IsType<DatabaseOpening.Opened>(Migrator.Open(file.Connect())).Database;
        while (fresh.SearchBacklog.ReadSome())
        {
        }
        Assert.All(fresh.Examine(), finding => Assert.Null(finding.Check == "search index" ? finding.Problem : null));
        foreach (var (id, title) in Stored(file))
            Assert.Equal([id], Hits(fresh, $"\"{title}\"").Select(hit => hit.Article.Id));
        Assert.Equal(Stored(file).Count, Hits(fresh, "glacier").Count);
    }

    private static void Purge(SqliteTestDatabase file, int number)
    {
        using var connection = file.Database.Open();
        using var transaction = connection.BeginTransaction();
        new PurgeRows(file.Database, connection, transaction).Delete(
            connection.Query<long>("SELECT id FROM articles WHERE title LIKE @title", new { title = $"glacier {number} %" }, transaction).AsList());
        transaction.Commit();
    }

    private static List<(long Id, string Title)> Stored(SqliteTestDatabase file)
    {
        using var connection = file.Database.Open();
        return [.. connection.Query<(long, string)>("SELECT id, title FROM articles ORDER BY id")];
    }

    private void AssertRepaired(int articles)
    {
        var database = Assert.IsType<DatabaseOpening.Opened>(Migrator.Open(_file.Connect())).Database;
        while (database.SearchBacklog.ReadSome())
        {
        }
        Assert.Equal(string.Join(',', Enumerable.Range(1, articles)), Found(database));
        Assert.All(database.Examine(), finding => Assert.Null(finding.Problem));
        Assert.False(database.SearchBacklog.ReadSome());
    }

    private SqliteConnection Open() => Open(_file);

    private static SqliteConnection Open(SqliteTestDatabase file)
    {
        var connection = new SqliteConnection($"Data Source={WordsFile.PathFor(file.FilePath)};Pooling=False");
        connection.Open();
        return connection;
    }

    private Task WriteAsync(params int[] numbers) => WriteAsync(_file, numbers);

    private static async Task WriteAsync(SqliteTestDatabase file, params int[] numbers)
    {
        await using var harness = new WriterHarness(file, Url);
        await harness.Write(Poll(harness, numbers));
    }

    private static CompletedPoll Poll(WriterHarness harness, params int[] numbers) =>
        TestPolls.Poll(harness.Claim(1), TestPolls.Noon.AddHours(numbers[^1]), [.. numbers.Select(number => Draft(number, 1))]);

    private static ArticleDraft Draft(int number, int version) =>
        Drafts.Draft($"{number}", $"one.example/{number}", $"glacier {number} of version {version}", $"<p>The number is {number}.</p>", null);

    /// <summary>The numbers in the titles of what is found.</summary>
    private static string Found(Database database) => string.Join(',', Hits(database, "glacier").Select(hit => hit.Article.Title!.Split(' ')[1]).Order(StringComparer.Ordinal));

    private static IReadOnlyList<SearchHit> Hits(Database database, string query) =>
        new SearchStore(database).Find(SearchQueryReader.Read(query), new ArticleFilter { Limit = 1000 }, TestPolls.Noon);

    /// <summary>Makes the index one that cannot be written.</summary>
    private sealed class HiddenProgress : IDisposable
    {
        private readonly SqliteConnection _connection;

        public HiddenProgress(SqliteConnection connection)
        {
            _connection = connection;
            _connection.Execute("ALTER TABLE progress RENAME TO hidden");
        }

        public void Dispose()
        {
            _connection.Execute("ALTER TABLE hidden RENAME TO progress");
            _connection.Dispose();
        }
    }
}
