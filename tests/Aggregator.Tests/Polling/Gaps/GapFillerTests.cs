using System.Net;
using Aggregator.Commands;
using Aggregator.Commands.Hosting;
using Aggregator.Configuration;
using Aggregator.Polling;
using Aggregator.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Polling.Gaps;

public sealed class GapFillerOnSqlite() : GapFillerTests(new SqliteTestDatabase());

public sealed class GapFillerOnPostgres() : GapFillerTests(new PostgresTestDatabase());

/// <summary>The whole way of the data against a real server: what came and went between two visits is read from older pages.</summary>
public abstract class GapFillerTests(TestDatabase file) : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(PagedPublisher.First.AddDays(20));
    private ServiceProvider? _services;

    [Theory]
    [InlineData("wordpress", 2)]
    [InlineData("next", 2)]
    [InlineData("header", 2)]
    [InlineData("json", 2)]
    [InlineData("archive", 1)]
    public async Task What_was_missed_is_read_from_older_pages_until_the_first_known_entry(string style, int pages)
    {
        await using var publisher = await PagedPublisher.StartAsync(style);
        publisher.Newest = 30;
        Start(publisher);
        Assert.Equal(10, (await PollAsync()).Created);
        Assert.Equal(0, publisher.PagesAsked);

        publisher.Newest = 57;
        var stored = await PollAsync();
        // 21 to 30 are known, 31 to 57 are not, and 1 to 20 were never meant: they are older than the first visit.
        Assert.Equal((27, true), (stored.Created, stored.IsGap));
        Assert.Equal(Enumerable.Range(21, 37).Select(n => $"Entry {n}"), Titles());
        Assert.Equal((pages, true, true), (stored.Poll.Pages!.Count, stored.Poll.Pages.Closed, stored.Poll.Pages.IsNewGap));
        Assert.Equal(pages, publisher.PagesAsked);
        Assert.Equal((1, 1), (file.Scalar<int>("SELECT gaps FROM feeds"), file.Scalar<int>("SELECT gaps_closed FROM feeds")));

        publisher.Newest = 60;
        Assert.Equal((3, false), ((await PollAsync()).Created, (await PollAsync()).IsGap));
        Assert.Equal(pages, publisher.PagesAsked);
    }

    [Fact]
    public async Task Entries_that_appear_while_pages_are_read_are_neither_lost_nor_stored_twice()
    {
        await using var publisher = await PagedPublisher.StartAsync("wordpress");
        Start(publisher);
        await PollAsync();
        publisher.Newest = 40;
        publisher.Meanwhile = () => publisher.Newest += 4;
        await PollAsync();
        await PollAsync();
        Assert.Equal(Enumerable.Range(1, 44).Select(n => $"Entry {n}").Order(StringComparer.Ordinal), Titles().Order(StringComparer.Ordinal));
        Assert.Equal(44, file.Scalar<int>("SELECT COUNT(*) FROM changes"));
    }

    [Fact]
    public async Task Pages_that_cannot_be_read_now_are_read_at_the_next_visit_although_nothing_is_new_then()
    {
        await using var publisher = await PagedPublisher.StartAsync("next");
        Start(publisher);
        await PollAsync();
        publisher.Newest = 30;
        publisher.PageStatus = 500;
        var stored = await PollAsync();
        Assert.Equal((10, true, false), (stored.Created, stored.IsGap, stored.Poll.Pages!.Closed));
        Assert.Contains("the rest is read at the next visit", stored.Poll.Reason, StringComparison.Ordinal);
        Assert.Equal(0, stored.Poll.State.Failures);

        publisher.PageStatus = 200;
        stored = await PollAsync();
        Assert.Equal((PollOutcome.SameBody, 10, false), (stored.Poll.Outcome, stored.Created, stored.IsGap));
        Assert.True(stored.Poll.Pages!.Closed);
        Assert.Equal(30, Titles().Count);
        Assert.Equal((1, 1), (file.Scalar<int>("SELECT gaps FROM feeds"), file.Scalar<int>("SELECT gaps_closed FROM feeds")));
        var asked = publisher.PagesAsked;
        Assert.Null((await PollAsync()).Poll.Pages);
        Assert.Equal(asked, publisher.PagesAsked);
    }

    [Fact]
    public async Task A_host_that_answers_pages_with_429_is_left_alone_for_as_long_as_it_says()
    {
        await using var publisher = await PagedPublisher.StartAsync("next");
        Start(publisher);
        await PollAsync();
        publisher.Newest = 30;
        publisher.PageStatus = 429;
        var stored = await PollAsync();
        Assert.Equal(10, stored.Created);
        Assert.Equal(_time.GetUtcNow().AddMinutes(30), stored.Poll.HostHold!.NotBefore);
        Assert.Equal(1, file.Scalar<int>("SELECT held FROM hosts"));
    }

    [Theory]
    [InlineData("none", 0)]
    [InlineData("loop", 1)]
    public async Task Without_pages_or_with_ones_that_repeat_the_document_there_is_only_the_gap(string style, int pages)
    {
        await using var publisher = await PagedPublisher.StartAsync(style);
        Start(publisher);
        await PollAsync();
        publisher.Newest = 40;
        var stored = await PollAsync();
        Assert.Equal((10, true, pages), (stored.Created, stored.IsGap, publisher.PagesAsked));
    }

    [Fact]
    public async Task At_most_the_set_number_of_pages_is_read_and_the_rest_is_said_to_be_missing()
    {
        await using var publisher = await PagedPublisher.StartAsync("next", window: 5);
        Start(publisher, new() { GapPages = 3 });
        await PollAsync();
        publisher.Newest = 100;
        var stored = await PollAsync();
        Assert.Equal((20, 3), (stored.Created, publisher.PagesAsked));
        Assert.Equal((false, null), (stored.Poll.Pages!.Closed, stored.Poll.State.Missed));
        Assert.Contains("what lies further back is missing", stored.Poll.Reason, StringComparison.Ordinal);
        publisher.Newest = 200;
        Assert.Equal((20, 6), ((await PollAsync()).Created, publisher.PagesAsked));
    }

    [Fact]
    public async Task Edited_entries_are_no_gap_and_no_page_is_asked_for()
    {
        await using var publisher = await PagedPublisher.StartAsync("next");
        Start(publisher);
        await PollAsync();
        file.Execute("UPDATE feeds SET fingerprints = " + (file is SqliteTestDatabase ? "x'" : "'\\x") + "00112233445566778899aabbccddeeff', body_hash = NULL");
        var stored = await PollAsync();
        Assert.Equal((0, false, 0), (stored.Created, stored.IsGap, publisher.PagesAsked));
    }

    [Fact]
    public async Task Credentials_go_to_pages_of_the_same_origin_only()
    {
        await using var publisher = await PagedPublisher.StartAsync("wordpress");
        Start(publisher, authorization: "Bearer letmein");
        await PollAsync();
        publisher.Newest = 20;
        await PollAsync();
        Assert.Equal(["Bearer letmein", "Bearer letmein", "Bearer letmein"], publisher.Asked.Select(request => request.Authorization).Take(3));
        Assert.Null(Requests.ForPage(
            new FeedDefinition { Url = publisher.Url, Location = default, Authorization = "Bearer letmein" }, new Uri("http://elsewhere.example/?page=2"), new Uri(publisher.Url)).Authorization);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            var stopping = _services.GetRequiredService<PollPipeline>().StopAsync(TimeSpan.FromSeconds(10));
            while (!stopping.IsCompleted)
            {
                _time.Advance(TimeSpan.FromMilliseconds(10));
                await Task.Yield();
            }
            await stopping;
            await _services.DisposeAsync();
        }
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Start(PagedPublisher publisher, PollingOptions? polling = null, string? authorization = null)
    {
        var settings = new Settings
        {
            Fetching = new() { AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")] },
            Polling = (polling ?? new()) with { HostDelay = TimeSpan.Zero, HostPollsPerMinute = 0 },
            Storage = new() { BatchDelay = TimeSpan.Zero },
        };
        var catalog = new Catalog([new FeedDefinition { Url = publisher.Url, Location = new SourceLocation("list.yaml", 1, 1), Authorization = authorization }]);
        _services = new ServiceCollection().AddLogging()
            .AddWayOfTheData(new Workplace("unused", "unused", settings), () => catalog, file.Database)
            .AddSingleton<TimeProvider>(_time).BuildServiceProvider();
        _services.GetRequiredService<CatalogStore>().Apply(catalog, _time.GetUtcNow());
        _services.GetRequiredService<PollPipeline>().Start();
    }

    private async Task<StoredPoll> PollAsync()
    {
        // Not past the end of a lease.
        _time.Advance(TimeSpan.FromSeconds(20));
        var feed = Assert.Single(_services!.GetRequiredService<FeedClaims>().Claim([1], _time.GetUtcNow()));
        return Assert.IsType<PollEnd.Made>(await _services!.GetRequiredService<PollPipeline>().SubmitAsync(feed)).Stored;
    }

    private List<string> Titles() => [.. file.Joined("SELECT title FROM articles ORDER BY id").Split(',')];
}
