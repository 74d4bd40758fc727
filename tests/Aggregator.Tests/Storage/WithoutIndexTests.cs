using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Search;
using Aggregator.Storage.Sqlite;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Outputs.Rest;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

/// <summary>Operators may do without the index of words, and change their mind.</summary>
public sealed class WithoutIndexTests : IDisposable
{
    private static readonly StorageOptions Without = new() { IndexWords = false };
    private readonly SqliteTestDatabase _file = new() { Options = Without };

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task What_was_stored_without_it_is_read_in_once_it_is_wanted()
    {
        await using (var harness = new WriterHarness(_file, "https://one.example/feed"))
        {
            await harness.Write(TestPolls.Poll(harness.Claim(1), TestPolls.Noon, Drafts.Draft("1", "one.example/1", "Glacier retreats", "<p>Nine metres.</p>", null)));
            Assert.False(File.Exists(WordsFile.PathFor(_file.FilePath)));
        }
        Open(Without);
        var indexed = Open(new StorageOptions());
        while (indexed.SearchBacklog.ReadSome())
        {
        }
        Assert.Equal([1L], new SearchStore(indexed).Find(SearchQueryReader.Read("glacier"), new ArticleFilter { Limit = 10 }, TestPolls.Noon).Select(hit => hit.Article.Id));
        Assert.All(indexed.Examine(), finding => Assert.Null(finding.Problem));
    }

    [Fact]
    public async Task Who_looks_for_words_is_told_why_that_is_not_possible()
    {
        await using var server = await ApiServer.StartAsync(_file, "https://one.example/feed");
        foreach (var (path, status) in new[] { ("/api/v1/articles?q=glacier", 409), ("/feeds/search.atom?q=glacier", 409), ("/articles?q=glacier", 200), ("/api/v1/articles", 200) })
        {
            using var answer = await server.Client.GetAsync(new Uri(server.Address, path), TestContext.Current.CancellationToken);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(path.Contains('?', StringComparison.Ordinal), (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("Storage:IndexWords", StringComparison.Ordinal));
        }
    }

    private Database Open(StorageOptions options) => Assert.IsType<DatabaseOpening.Opened>(DatabaseChoice.Open(options, _file.FilePath)).Database;
}
