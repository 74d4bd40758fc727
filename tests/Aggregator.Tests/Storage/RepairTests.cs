using Aggregator.Storage.Repairs;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class RepairOnSqlite() : RepairTests(new SqliteTestDatabase());

public sealed class RepairOnPostgres() : RepairTests(new PostgresTestDatabase());

public abstract class RepairTests(TestDatabase file) : IDisposable
{
    private const string One = "https://one.example/feed";
    private const string Two = "https://two.example/feed";
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file = file;

    [Fact]
    public async Task A_changed_guid_is_written_down_with_its_evidence_once_however_often_it_changes()
    {
        await using var harness = new WriterHarness(_file, One);
        for (var i = 0; i < 4; i++)
            await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddHours(i), Drafts.Draft($"guid-{i}", "one.example/a", "A", published: Noon)));
        var repair = Assert.Single(new RepairStore(_file.Database).Of(1));
        Assert.Equal(("renamed", 3L), (repair.Kind, repair.Times));
        Assert.Contains("\"rule\":\"SameLink\",\"guid\":\"guid-3\"", repair.Evidence, StringComparison.Ordinal);
        Assert.Contains("[\"title\",\"content\",\"date\",\"link\"]", repair.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_articles_become_one_under_all_their_names_and_stay_so()
    {
        await using var harness = new WriterHarness(_file, One, Two);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Drafts.Draft("a", "one.example/a", "A")));
        await harness.Write(TestPolls.Poll(harness.Claim(2), Noon, Drafts.Draft("b", "two.example/b", "Not quite A")));
        Assert.Equal(new RepairOutcome.Repaired(1), new RepairStore(_file.Database).Merge(1, 2, Noon));

        Assert.Equal("""3 merged 2 {"article":2,"into":1}""", _file.Scalar<string>("SELECT number || ' ' || kind || ' ' || article_id || ' ' || detail FROM changes ORDER BY number DESC LIMIT 1"));
        var again = await harness.Write(TestPolls.Poll(harness.Claim(2), Noon.AddHours(1), Drafts.Draft("b", "two.example/b", "Not quite A, edited")));
        Assert.Equal((0, 0, 1), (again.Created, again.Updated, again.Known));
        Assert.Equal("1", _file.Joined("SELECT id FROM articles ORDER BY id"));
        Assert.All(_file.Database.Examine(), finding => Assert.Null(finding.Problem));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_article_becomes_two_and_each_feed_brings_its_own_text(long feed)
    {
        await using var harness = new WriterHarness(_file, One, Two);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Drafts.Draft("a", "one.example/a", "A")));
        await harness.Write(TestPolls.Poll(harness.Claim(2), Noon, Drafts.Draft("b", "one.example/a", "Another matter")));
        Assert.Equal(new RepairOutcome.Repaired(2), new RepairStore(_file.Database).Split(1, feed, null, Noon));

        Assert.Empty(harness.Claim(feed).State.Fingerprints);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddHours(1), Drafts.Draft("a", "one.example/a", "A")));
        await harness.Write(TestPolls.Poll(harness.Claim(2), Noon.AddHours(1), Drafts.Draft("b", "one.example/a", "Another matter")));
        Assert.Equal("A,Another matter", _file.Joined("SELECT title FROM articles ORDER BY title"));
        Assert.Equal(2, _file.Scalar<int>("SELECT COUNT(*) FROM article_sources"));
        Assert.All(_file.Database.Examine(), finding => Assert.Null(finding.Problem));
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_and_changes_nothing()
    {
        await using var harness = new WriterHarness(_file, One, Two);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Drafts.Draft("a", "one.example/a", "A")));
        var repairs = new RepairStore(_file.Database);
        Assert.IsType<RepairOutcome.Refused>(repairs.Merge(1, 1, Noon));
        Assert.IsType<RepairOutcome.Refused>(repairs.Merge(1, 99, Noon));
        Assert.IsType<RepairOutcome.Refused>(repairs.Split(1, 1, null, Noon));
        Assert.IsType<RepairOutcome.Refused>(repairs.Split(1, 2, null, Noon));
        Assert.IsType<RepairOutcome.Refused>(repairs.Split(1, 1, "never heard", Noon));
        Assert.Equal(1, _file.Scalar<int>("SELECT COUNT(*) FROM changes"));
    }

    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }
}
