using System.Collections.Concurrent;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Tests.Storage.Databases;
using Aggregator.Tests.Deduplicating;
using Dapper;

namespace Aggregator.Tests.Storage;

public sealed class PollWriterOnSqlite() : PollWriterTests(new SqliteTestDatabase())
{
    [Fact]
    public void The_writer_gets_its_own_handle_back_with_more_pages_in_memory_than_others_have()
    {
        for (var i = 0; i < 3; i++)
        {
            using var writer = File.Database.OpenForPolls();
            using var other = File.Database.Open();
            Assert.Equal((-8192, -2000), (writer.ExecuteScalar<int>("PRAGMA cache_size"), other.ExecuteScalar<int>("PRAGMA cache_size")));
            // Of this handle alone: who gets another one does not see it.
            Assert.Equal(i, writer.ExecuteScalar<int>("PRAGMA temp.user_version"));
            writer.Execute($"PRAGMA temp.user_version = {i + 1}");
        }
    }
}

public sealed class PollWriterOnPostgres() : PollWriterTests(new PostgresTestDatabase());

public abstract class PollWriterTests(TestDatabase file) : IDisposable
{
    private const string One = "https://one.example/feed";
    private const string Two = "https://two.example/feed";
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file = file;

    private protected TestDatabase File => _file;

    [Fact]
    public async Task All_transactions_run_on_one_thread_that_is_not_the_pools()
    {
        await using var harness = new WriterHarness(_file, One);
        var threads = new ConcurrentQueue<(int Id, bool IsOfPool)>();
        harness.Writer.Committed += () => threads.Enqueue((Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread));
        for (var i = 0; i < 20; i++)
            await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddHours(i), Drafts.Draft($"{i}", $"one.example/{i}", $"{i}")));
        Assert.False(Assert.Single(threads.Distinct()).IsOfPool);
    }

    [Fact]
    public async Task So_many_documents_wait_for_the_writer_and_polls_that_brought_nothing_pass_those_that_wait_for_room()
    {
        await using var harness = new WriterHarness(_file, One);
        using var goOn = new ManualResetEventSlim();
        var isBusy = new TaskCompletionSource();
        harness.Writer.Committed += () =>
        {
            isBusy.TrySetResult();
            goOn.Wait(TestContext.Current.CancellationToken);
        };
        var feed = harness.Claim(1);
        var stored = new List<Task<StoredPoll>> { Enqueue(0).AsTask().Unwrap() };
        await isBusy.Task;
        var most = PollWriter.Room / Poll(0).Weight;
        for (var i = 1; i <= most; i++)
            stored.Add(await Enqueue(i));

        var oneMore = Enqueue(most + 1).AsTask();
        stored.Add(await harness.Writer.EnqueueAsync(TestPolls.Poll(feed, Noon.AddHours(100))));
        Assert.False(oneMore.IsCompleted);
        goOn.Set();
        stored.Add(await oneMore);
        Assert.Equal(most + 2, (await Task.WhenAll(stored)).Sum(poll => poll.Created));

        CompletedPoll Poll(int i) => Heavy(feed, i, 50);

        ValueTask<Task<StoredPoll>> Enqueue(int i) => harness.Writer.EnqueueAsync(Poll(i));
    }

    [Fact]
    public async Task A_document_that_is_heavier_than_all_the_room_waits_alone_and_is_stored()
    {
        await using var harness = new WriterHarness(_file, One);
        var feed = harness.Claim(1);
        var heavy = Heavy(feed, 1, PollWriter.Room * 2);
        Assert.True(heavy.Weight > PollWriter.Room);
        var stored = await Task.WhenAll(await Task.WhenAll(Enumerable.Range(2, 3).Select(i => Heavy(feed, i, 1)).Prepend(heavy).Select(poll => harness.Writer.EnqueueAsync(poll).AsTask())));
        Assert.All(stored, poll => Assert.Equal((1, null), (poll.Created, poll.Failure)));
    }

    [Fact]
    public async Task A_transaction_is_full_when_its_documents_are_heavy_enough()
    {
        await using var harness = new WriterHarness(_file, One);
        using var goOn = new ManualResetEventSlim();
        var isBusy = new TaskCompletionSource();
        var commits = 0;
        harness.Writer.Committed += () =>
        {
            commits++;
            isBusy.TrySetResult();
            goOn.Wait(TestContext.Current.CancellationToken);
        };
        var feed = harness.Claim(1);
        var stored = new List<Task<StoredPoll>> { await harness.Writer.EnqueueAsync(Heavy(feed, 0, 0)) };
        await isBusy.Task;
        const int documents = 4;
        var weight = PollWriter.Room / documents;
        for (var i = 1; i <= documents; i++)
            stored.Add(await harness.Writer.EnqueueAsync(Heavy(feed, i, weight - 1)));
        goOn.Set();
        await Task.WhenAll(stored);
        // On SQLite all that can wait goes at once.
        Assert.Equal(1 + (documents / Math.Min(documents, (_file.Database.WeightOfTransaction + weight - 1) / weight)), commits);
    }

    [Fact]
    public async Task Articles_keys_changes_and_the_feeds_state_are_there_after_one_poll()
    {
        await using var harness = new WriterHarness(_file, One);
        var stored = await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Drafts.Draft("a", "one.example/a", "A"), Drafts.Draft("b", "one.example/b", "B")));

        Assert.Equal((2, 0, 0), (stored.Created, stored.Updated, stored.Known));
        Assert.Equal(2, _file.Scalar<int>("SELECT COUNT(*) FROM articles"));
        Assert.Equal(6, _file.Scalar<int>("SELECT COUNT(*) FROM article_keys"));
        Assert.Equal("created,created", _file.Scalar<string>("SELECT string_agg(kind, ',') FROM changes"));
        Assert.Equal(1, _file.Scalar<int>("SELECT COUNT(*) FROM polls WHERE created = 2"));
        var state = harness.Claim(1).State;
        Assert.Equal($"\"{Noon.Ticks}\"", state.Validators.ETag);
        Assert.Equal(2, state.Fingerprints.Count);
        Assert.Equal((Noon, Noon.AddHours(1), 1L), (state.LastNewAt, state.NextPollAt, state.Polls));
    }

    [Fact]
    public async Task A_poll_of_a_url_that_the_lists_replaced_meanwhile_brings_articles_and_no_state()
    {
        await using var harness = new WriterHarness(_file, "http://one.example/feed");
        var before = harness.Claim(1);
        new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader).Apply(TestPolls.Catalog(One), Noon);
        var stored = await harness.Write(TestPolls.Poll(before, Noon, Drafts.Draft("a", "one.example/a", "A")));
        Assert.Equal((1, null), (stored.Created, stored.Failure));
        var after = harness.Claim(1);
        Assert.Equal((One, "one.example:443", null, Noon), (after.Url, after.Host, after.State.Validators.ETag, after.State.NextPollAt));
    }

    [Fact]
    public async Task The_same_poll_again_changes_no_article_and_announces_nothing()
    {
        await using var harness = new WriterHarness(_file, One);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Drafts.Draft("a", "one.example/a", "A")));
        var again = await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddHours(1), Drafts.Draft("a", "one.example/a", "A")));
        Assert.Equal((0, 0, 1), (again.Created, again.Updated, again.Known));
        Assert.Equal(1, _file.Scalar<int>("SELECT COUNT(*) FROM changes"));
        Assert.Equal(Noon, harness.Claim(1).State.LastNewAt);
    }

    [Fact]
    public async Task An_edit_keeps_the_earlier_text_as_a_revision_and_the_publishing_date()
    {
        await using var harness = new WriterHarness(_file, One);
        var published = Noon.AddHours(-3);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Drafts.Draft("a", "one.example/a", "Before", published: published)));
        var stored = await harness.Write(TestPolls.Poll(
            harness.Claim(1), Noon.AddHours(1), Drafts.Draft("a", "one.example/a", "After", published: published.AddHours(2))));

        Assert.Equal((0, 1, 0), (stored.Created, stored.Updated, stored.Known));
        Assert.Equal("After 2", _file.Scalar<string>("SELECT title || ' ' || revision FROM articles"));
        Assert.Equal("Before 1", _file.Scalar<string>("SELECT title || ' ' || revision FROM revisions"));
        Assert.Equal(published.ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT published_at FROM articles"));
        Assert.Equal("1 created 1,2 updated 2", _file.Scalar<string>("SELECT string_agg(number || ' ' || kind || ' ' || revision, ',' ORDER BY number) FROM changes"));
    }

    [Fact]
    public async Task Two_feeds_with_one_link_share_the_article_even_within_one_transaction()
    {
        await using var harness = new WriterHarness(_file, One, Two);
        var first = harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Drafts.Draft("a", "one.example/a", "A")));
        var second = harness.Write(TestPolls.Poll(harness.Claim(2), Noon, Drafts.Draft("other", "one.example/a", "A, they say")));
        await Task.WhenAll(first, second);
        Assert.Equal(1, _file.Scalar<int>("SELECT COUNT(*) FROM articles"));
        Assert.Equal(2, _file.Scalar<int>("SELECT COUNT(*) FROM article_sources"));
    }

    [Fact]
    public async Task Changed_guids_are_remembered_under_their_new_names()
    {
        await using var harness = new WriterHarness(_file, One);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Drafts.Draft("old", "one.example/a", "A")));
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddHours(1), Drafts.Draft("new", "one.example/a", "A")));
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddHours(2), Drafts.Draft("new", "one.example/moved", "A, edited")));
        Assert.Equal(1, _file.Scalar<int>("SELECT COUNT(*) FROM articles"));
        Assert.Equal("new", _file.Scalar<string>("SELECT guid FROM article_sources"));
    }

    [Fact]
    public async Task Change_numbers_have_no_gaps_over_many_polls()
    {
        await using var harness = new WriterHarness(_file, One, Two);
        var polls = Enumerable.Range(0, 40).Select(i => harness.Write(
            TestPolls.Poll(harness.Claim((i % 2) + 1), Noon.AddMinutes(i), Drafts.Draft($"{i}", $"one.example/{i}", $"Title {i}"))));
        await Task.WhenAll(polls);
        Assert.Equal(40, _file.Scalar<int>("SELECT MAX(number) FROM changes"));
        Assert.Equal(40, _file.Scalar<int>("SELECT COUNT(*) FROM changes"));
    }

    [Fact]
    public async Task D11_A_poisonous_poll_harms_only_itself_and_moves_its_feed_on()
    {
        await using var harness = new WriterHarness(_file, One, Two);
        _file.Refuse("articles", isInsert: true, "NEW.title = 'poison'", "poisoned");
        var good = harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Drafts.Draft("a", "one.example/a", "A")));
        var bad = harness.Write(TestPolls.Poll(harness.Claim(2), Noon, Drafts.Draft("b", "two.example/b", "poison")));

        Assert.Null((await good).Failure);
        Assert.Contains("poisoned", (await bad).Failure, StringComparison.Ordinal);
        var state = harness.Claim(2).State;
        Assert.Equal(FailureClass.Internal, state.FailureClass);
        Assert.Equal(Noon.AddHours(1), state.NextPollAt);
        // Its validators are those of before: the document is fetched again.
        Assert.Equal(Validators.None, state.Validators);
        Assert.Equal(1, _file.Scalar<int>("SELECT COUNT(*) FROM articles"));
    }

    [Fact]
    public async Task D01_A_database_that_cannot_be_written_is_told_apart_from_a_poisonous_poll()
    {
        await using var harness = new WriterHarness(_file, One);
        var feed = harness.Claim(1);
        _file.Refuse("feeds", isInsert: false, "NEW.id > 0", "no more space");
        var stored = await harness.Write(TestPolls.Poll(feed, Noon, Drafts.Draft("a", "one.example/a", "A")));
        Assert.True(stored.DatabaseDown);
        Assert.Equal(0, _file.Scalar<int>("SELECT COUNT(*) FROM articles"));
    }

    [Fact]
    public async Task Poll_records_are_bounded_for_each_feed()
    {
        await using var harness = new WriterHarness(_file, new PollingOptions { PollsKept = 3 }, One);
        for (var i = 0; i < 10; i++)
            await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddMinutes(i)));
        Assert.Equal(3, _file.Scalar<int>("SELECT COUNT(*) FROM polls"));
        Assert.Equal(Noon.AddMinutes(7).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT MIN(started_at) FROM polls"));
    }

    [Fact]
    public async Task A_hosts_hold_is_only_ever_lengthened()
    {
        await using var harness = new WriterHarness(_file, One);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon) with { HostHold = new HostHold("one.example:443", Noon.AddHours(2), true, "429") });
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon) with { HostHold = new HostHold("one.example:443", Noon.AddSeconds(2), false, "pacing") });
        Assert.Equal(new HostHold("one.example:443", Noon.AddHours(2), true, "429"), harness.Claim(1).HostHold);
    }

    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A poll with one entry, which weighs as much as so many others.</summary>
    private static CompletedPoll Heavy(DueFeed feed, int number, int others) =>
        TestPolls.Poll(feed, Noon.AddHours(number), Drafts.Draft($"{number}", $"one.example/{number}", $"{number}", string.Concat(Enumerable.Repeat($"{number} ", others * 2_000 / $"{number} ".Length))));
}
