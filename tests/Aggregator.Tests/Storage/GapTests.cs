using Aggregator.Normalizing;
using Aggregator.Storage;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class GapOnSqlite() : GapTests(new SqliteTestDatabase());

public sealed class GapOnPostgres() : GapTests(new PostgresTestDatabase());

/// <summary>When two documents of a feed have nothing in common, articles were missed in between.</summary>
public abstract class GapTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file;
    private readonly WriterHarness _writer;

    protected GapTests(TestDatabase file)
    {
        _file = file;
        _writer = new WriterHarness(file, "https://a.example/feed", "https://b.example/feed");
    }

    [Fact]
    public async Task A_document_without_a_known_entry_is_a_gap_and_the_next_visit_comes_sooner()
    {
        Assert.False((await Poll(0, "a", "b")).IsGap);
        Assert.False((await Poll(1, "b", "c")).IsGap);
        Assert.True((await Poll(2, "d", "e")).IsGap);
        var feed = new FeedStore(_file.Database).List(Noon)[0];
        Assert.Equal((1, Noon.AddHours(2)), (feed.Gaps, feed.GapAt));
        Assert.Equal(Noon.AddHours(2.5), feed.NextPollAt);
        Assert.Contains("sooner", feed.NextPollWhy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Interval", 0, 60)]
    [InlineData("Auto", 45, 45)]
    [InlineData("Auto", 90, 60)]
    public async Task What_operator_or_publisher_asked_for_holds(string reason, int notBefore, int next)
    {
        await Poll(0, "a", "b");
        var poll = Made(1, "c", "d");
        Assert.True((await _writer.Write(poll with
        {
            State = poll.State with { NextPollReason = reason, NotBefore = notBefore == 0 ? null : poll.StartedAt.AddMinutes(notBefore) },
        })).IsGap);
        Assert.Equal(poll.StartedAt.AddMinutes(next), _writer.Claim(1).State.NextPollAt);
    }

    [Fact]
    public async Task Neither_the_first_document_nor_a_single_entry_nor_a_delta_nor_new_guids_are_a_gap()
    {
        Assert.False((await Poll(0, "a", "b")).IsGap);
        Assert.False((await Poll(1, "c")).IsGap);
        Assert.False((await _writer.Write(Made(2, "d", "e") with { Status = 226 })).IsGap);
        var links = new[] { "x", "y" };
        await _writer.Write(TestPolls.Poll(_writer.Claim(2), Noon, [.. links.Select(link => Drafts.Draft($"old-{link}", $"b.example/{link}", $"News {link}"))]));
        var renamed = await _writer.Write(TestPolls.Poll(
            _writer.Claim(2), Noon.AddHours(1), [.. links.Select(link => Drafts.Draft($"new-{link}", $"b.example/{link}", $"News {link}"))]));
        Assert.Equal((0, false), (renamed.Created, renamed.IsGap));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _writer.DisposeAsync();
        _file.Dispose();
    }

    private Task<StoredPoll> Poll(int hour, params string[] names) => _writer.Write(Made(hour, names));

    private CompletedPoll Made(int hour, params string[] names)
    {
        ArticleDraft[] drafts = [.. names.Select(name => Drafts.Draft(name, $"a.example/{name}", $"News {name}"))];
        var poll = TestPolls.Poll(_writer.Claim(1), Noon.AddHours(hour), drafts);
        return poll with { State = poll.State with { NextPollReason = "Auto" } };
    }
}
