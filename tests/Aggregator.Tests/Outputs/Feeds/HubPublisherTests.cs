using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Fetching.Addresses;
using Aggregator.Outputs.Feeds;
using Aggregator.Outputs.Stream;
using Aggregator.Storage;
using Aggregator.Storage.Reading;
using Aggregator.Tests.Configuration;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Fetching;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Outputs.Feeds;

public sealed class HubPublisherTests : IAsyncLifetime
{
    private const string Topic = "https://me.example/feeds/all.atom";
    private readonly SqliteTestDatabase _file = new();
    private readonly FakeTimeProvider _time = new(TestPolls.Noon);
    private readonly List<string> _calls = [];
    private readonly AskedFeeds _asked = new();
    private readonly RecordingLogger<HubPublisher> _log = new();
    private readonly NameResolver _names = new((host, _) => throw new InvalidOperationException(host), TimeProvider.System);
    private WriterHarness _harness = null!;
    private KestrelOrigin _hub = null!;
    private HttpTransport _transport = null!;
    private WrittenFeeds _written = null!;
    private ChangeFollower _follower = null!;
    private int _status = 204;

    public async ValueTask InitializeAsync()
    {
        _harness = new WriterHarness(_file, "https://one.example/feed");
        _hub = await KestrelOrigin.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            lock (_calls)
                _calls.Add(body);
            context.Response.StatusCode = _status;
        });
        _transport = new HttpTransport(FetcherUnderTest.Options, _names, TimeProvider.System);
        _written = new WrittenFeeds(new ChangeReader(_file.Database), _time);
        _follower = new ChangeFollower(new ChangeReader(_file.Database), _harness.Writer, _time, NullLogger<ChangeFollower>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        _follower.Dispose();
        _written.Dispose();
        _transport.Dispose();
        _names.Dispose();
        await _hub.DisposeAsync();
        await _harness.DisposeAsync();
        _file.Dispose();
    }

    [Fact]
    public async Task The_hub_is_told_once_of_a_feed_that_was_asked_for_and_has_changed()
    {
        using var publisher = Publisher();
        await ChangeAsync("a");
        Ask();
        Assert.Equal(0, await publisher.TellAsync(TestContext.Current.CancellationToken));
        await ChangeAsync("b");
        Assert.Equal(1, await publisher.TellAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await publisher.TellAsync(TestContext.Current.CancellationToken));
        Assert.Equal("hub.mode=publish&hub.url=https%3A%2F%2Fme.example%2Ffeeds%2Fall.atom&hub.topic=https%3A%2F%2Fme.example%2Ffeeds%2Fall.atom", Assert.Single(_calls));
        Ask();
        await ChangeAsync("c");
        Assert.Equal(1, await publisher.TellAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_hub_that_refuses_is_told_again()
    {
        using var publisher = Publisher();
        Ask();
        await ChangeAsync("a");
        _status = 503;
        Assert.Equal(0, await publisher.TellAsync(TestContext.Current.CancellationToken));
        Assert.Contains("it answered 503", Assert.Single(_log.Lines), StringComparison.Ordinal);
        _status = 202;
        Assert.Equal(1, await publisher.TellAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_change_reaches_the_hub_by_itself()
    {
        using var publisher = Publisher();
        Ask();
        await _follower.StartAsync(TestContext.Current.CancellationToken);
        await publisher.StartAsync(TestContext.Current.CancellationToken);
        await ChangeAsync("a");
        while (Calls() == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        await publisher.StopAsync(TestContext.Current.CancellationToken);
        await _follower.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Of_very_many_feeds_the_latest_are_remembered()
    {
        for (var i = 0; i < 600; i++)
            _asked.Note($"https://me.example/{i}", () => null, "W/\"x\"");
        Assert.Equal(500, _asked.All.Count);
        Assert.DoesNotContain(_asked.All, feed => feed.Url == "https://me.example/99");
        Assert.Contains(_asked.All, feed => feed.Url == "https://me.example/100");
    }

    private HubPublisher Publisher() => new(
        _asked, _written, _follower, new HttpCaller(_transport, new UserAgent(null, null), TimeProvider.System),
        new WebSubOptions { Hub = $"http://127.0.0.2:{_hub.Port}/hub" }, FetcherUnderTest.Options, _time, _log);

    private int Calls()
    {
        lock (_calls)
            return _calls.Count;
    }

    private void Ask()
    {
        var wish = new MergedFeedWish("urn:x", "All", new ArticleQuery());
        WrittenFeed? Write()
        {
            var feed = new MergedFeedReader(new ArticlePages(_file.Database)).Read(wish);
            return new WrittenFeed(FeedFormat.Atom.Write(feed), feed.Updated);
        }
        _asked.Note(Topic, Write, _written.Get(Topic, Write)!.Tag.ToString());
    }

    private async Task ChangeAsync(string name)
    {
        await _harness.Write(TestPolls.Poll(_harness.Claim(1), _time.GetUtcNow(), Drafts.Draft(name, $"one.example/{name}", $"Title {name}")));
        _time.Advance(TimeSpan.FromSeconds(2));
    }
}
