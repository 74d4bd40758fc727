using System.Net;
using System.Net.Sockets;
using Aggregator.Commands;
using Aggregator.Commands.Hosting;
using Aggregator.Configuration;
using Aggregator.Outputs;
using Aggregator.Outputs.WebSub;
using Aggregator.Polling;
using Aggregator.Polling.WebSub;
using Aggregator.Storage;
using Aggregator.Storage.Deliveries;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Outputs.WebSub;

public sealed class WebSubOnSqlite() : WebSubTests(new SqliteTestDatabase());

public sealed class WebSubOnPostgres() : WebSubTests(new PostgresTestDatabase());

/// <summary>The whole way of the data and the callback on a real server, against a hub of our own.</summary>
public abstract class WebSubTests(TestDatabase file) : IAsyncLifetime
{
    private TestHub _hub = null!;
    private WebApplication _daemon = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync();
        var port = FreePort();
        var settings = new Settings
        {
            WebSub = new() { PublicUrl = $"http://127.0.0.2:{port}/" },
            Fetching = new() { AllowedNetworks = [IPNetwork.Parse("127.0.0.2/32")], MaxBytes = 64 * 1024 },
            Polling = new() { HostDelay = TimeSpan.Zero, HostPollsPerMinute = 0 },
            Storage = new() { BatchDelay = TimeSpan.Zero },
        };
        var catalog = TestPolls.Catalog(_hub.FeedUrl);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddWayOfTheData(new Workplace("unused", "unused", settings), () => catalog, file.Database);
        WebSubEndpoints.Add(builder.Services, settings);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse("127.0.0.2"), port));
        _daemon = builder.Build();
        WebSubEndpoints.Map(_daemon);
        Get<CatalogStore>().Apply(catalog, TimeProvider.System.GetUtcNow());
        Get<PollPipeline>().Start();
        await _daemon.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Get<PollPipeline>().StopAsync(TimeSpan.FromSeconds(10));
        await _daemon.DisposeAsync();
        await _hub.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_feed_that_names_a_hub_is_subscribed_once_the_hub_has_verified_it()
    {
        await PollAsync();
        Assert.Equal(1, await RenewAsync());
        var asked = Assert.Single(_hub.Asked);
        Assert.Equal(("subscribe", _hub.FeedUrl, "864000"), (asked["hub.mode"], asked["hub.topic"], asked["hub.lease_seconds"]));
        Assert.StartsWith("http://127.0.0.2:", asked["hub.callback"], StringComparison.Ordinal);
        Assert.Equal(48, asked["hub.secret"].Length);
        Assert.Equal("never", PushedUntil());
        Assert.Equal((200, "ch4ll3nge"), await _hub.VerifyAsync());
        Assert.NotEqual("never", PushedUntil());
        Assert.Equal(0, await RenewAsync());
    }

    [Fact]
    public async Task P33_Pushed_entries_are_articles_at_once_and_the_publisher_is_not_asked()
    {
        await SubscribeAsync();
        Assert.Equal(202, await _hub.PushAsync(["second"]));
        Assert.Equal(202, await _hub.PushAsync(["third"], method: "sha1"));
        Assert.Equal("first,second,third", Titles());
        Assert.Equal(1, _hub.Visits);
        Assert.Equal("Pushed", file.Joined("SELECT next_poll_reason FROM feeds"));
        Assert.Equal(0, file.Scalar<int>("SELECT gaps FROM feeds"));
        // The next poll finds nothing that it does not know.
        _hub.Entries.AddRange(["second", "third"]);
        await PollAsync();
        Assert.Equal(3, file.Scalar<int>("SELECT COUNT(*) FROM changes"));
        Assert.NotEqual("never", PushedUntil());
    }

    [Theory]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("")]
    [InlineData("sha256")]
    [InlineData("md5=d41d8cd98f00b204e9800998ecf8427e")]
    public async Task What_is_not_signed_with_the_secret_changes_nothing_and_is_not_told_so(string signature)
    {
        await SubscribeAsync();
        Assert.Equal(202, await _hub.PushAsync(["forged"], signature));
        Assert.Equal("first", Titles());
        Assert.Equal(0, file.Scalar<int>("SELECT COUNT(pushed_at) FROM subscriptions"));
    }

    [Fact]
    public async Task A_push_that_cannot_be_read_has_the_feed_polled_soon_and_is_no_failure_of_it()
    {
        await SubscribeAsync();
        Assert.Equal(202, await _hub.PushAsync(["second"]));
        Assert.Equal("Pushed", file.Joined("SELECT next_poll_reason FROM feeds"));
        Assert.Equal(202, await _hub.PushAsync([], body: "something changed"));
        Assert.True(file.Scalar<long>("SELECT next_poll_at FROM feeds") < TimeProvider.System.GetUtcNow().AddHours(23).ToUnixTimeMilliseconds());
        Assert.Equal(0, file.Scalar<int>("SELECT failures FROM feeds"));
        Assert.Equal("its hub says that there is something new", file.Joined("SELECT next_poll_why FROM feeds"));
    }

    [Fact]
    public async Task A_push_that_is_larger_than_a_document_may_be_is_refused()
    {
        await SubscribeAsync();
        Assert.Equal(413, await _hub.PushAsync([], body: new string(' ', 70_000)));
        Assert.Equal("first", Titles());
    }

    [Fact]
    public async Task P33_When_a_poll_finds_what_was_not_pushed_polling_is_as_before_until_the_next_push()
    {
        await SubscribeAsync();
        await _hub.PushAsync(["second"]);
        _hub.Entries.AddRange(["second", "silent"]);
        await PollAsync();
        Assert.Equal("first,second,silent", Titles());
        Assert.Equal("never", PushedUntil());
        Assert.NotEqual("Pushed", file.Joined("SELECT next_poll_reason FROM feeds"));
        // The hub is asked anew, and a verification alone is no proof that pushes come.
        Assert.Equal(1, await RenewAsync());
        Assert.Equal(200, (await _hub.VerifyAsync()).Status);
        Assert.Equal("never", PushedUntil());
        await _hub.PushAsync(["fourth"]);
        Assert.NotEqual("never", PushedUntil());
        Assert.Equal("Pushed", file.Joined("SELECT next_poll_reason FROM feeds"));
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_confirmed()
    {
        await PollAsync();
        await RenewAsync();
        Assert.Equal(404, (await _hub.VerifyAsync(topic: "http://127.0.0.2/other")).Status);
        Assert.Equal(404, (await _hub.VerifyAsync(mode: "unsubscribe")).Status);
        Assert.Equal(410, (await _hub.VerifyAsync(callback: _hub.Asked[0]["hub.callback"] + "0")).Status);
        Assert.Equal(410, await _hub.PushAsync(["unverified"]));
        Assert.Equal("never", PushedUntil());
    }

    [Fact]
    public async Task P33_A_hub_that_denies_is_left_alone_for_a_day_and_the_feed_is_polled_at_once()
    {
        await SubscribeAsync();
        await _hub.PushAsync(["second"]);
        Assert.Equal(200, (await _hub.VerifyAsync(mode: "denied")).Status);
        Assert.Equal("never", PushedUntil());
        Assert.True(file.Scalar<long>("SELECT next_poll_at FROM feeds") < TimeProvider.System.GetUtcNow().AddHours(23).ToUnixTimeMilliseconds());
        Assert.Equal(0, await RenewAsync());
        Assert.Contains("no", file.Joined("SELECT reason FROM subscriptions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task P33_A_hub_that_does_not_take_subscriptions_is_asked_again_ever_more_rarely()
    {
        _hub.Status = 500;
        await PollAsync();
        Assert.Equal(1, await RenewAsync());
        Assert.Equal(0, await RenewAsync());
        var first = Wait();
        file.Execute("UPDATE subscriptions SET next_try_at = 0");
        Assert.Equal(1, await RenewAsync());
        Assert.InRange(Wait() / first, 1.9, 2.1);
        Assert.Equal(_hub.Asked[0]["hub.callback"], _hub.Asked[1]["hub.callback"]);

        static double Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        double Wait() => file.Scalar<double>("SELECT next_try_at FROM subscriptions") - Now();
    }

    [Fact]
    public async Task P33_A_lease_is_renewed_before_it_ends_under_the_same_token()
    {
        await SubscribeAsync();
        var store = Get<SubscriptionStore>();
        var now = TimeProvider.System.GetUtcNow();
        Assert.Empty(store.Due(now.AddDays(7.99), 10));
        Assert.Equal(_hub.Asked[0]["hub.callback"][^48..], Assert.Single(store.Due(now.AddDays(9.01), 10)).Token);
    }

    [Fact]
    public async Task P33_An_operator_sees_how_it_stands_with_the_hub_at_every_step()
    {
        Assert.Null(Words());
        await PollAsync();
        Assert.Equal("due", Words()!.State);
        Assert.Equal("off", Words(new())!.State);
        await RenewAsync();
        Assert.Equal("unconfirmed", Words()!.State);
        await _hub.VerifyAsync();
        Assert.Contains("no push so far", Words()!.Sentence, StringComparison.Ordinal);
        await _hub.PushAsync(["second"]);
        Assert.Equal("pushing", Words()!.State);
        Assert.Contains("the last push came", Words()!.Sentence, StringComparison.Ordinal);
        Assert.Equal(("", ""), (Words()!.Agreed.Token, Words()!.Agreed.Secret));
        _hub.Entries.AddRange(["second", "untold"]);
        await PollAsync();
        Assert.Equal("silent", Words()!.State);
        file.Execute("UPDATE subscriptions SET missing_at = NULL, lease_until = 1000");
        Assert.Equal("expired", Words()!.State);
        await _hub.VerifyAsync(mode: "denied");
        Assert.Equal("failing", Words()!.State);
        Assert.Contains("no", Words()!.Sentence, StringComparison.Ordinal);

        HubWords? Words(WebSubOptions? options = null) => HubWords.Of(
            Get<SubscriptionStore>().OfFeed(1), options ?? new WebSubOptions { PublicUrl = "http://127.0.0.2" }, TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task A_feed_over_https_is_not_subscribed_at_a_hub_without()
    {
        await PollAsync();
        file.Execute("UPDATE feeds SET url = 'https://secure.example/feed', topic_url = NULL");
        Assert.Equal(1, await RenewAsync());
        Assert.Empty(_hub.Asked);
        Assert.Contains("its hub does not", file.Joined("SELECT reason FROM subscriptions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_is_being_polled_takes_no_push_and_the_hub_is_to_come_again()
    {
        await SubscribeAsync();
        var claims = Get<FeedClaims>();
        Assert.Single(claims.Claim([1], TimeProvider.System.GetUtcNow()));
        Assert.Equal(503, await _hub.PushAsync(["second"]));
        claims.Release(1);
        Assert.Equal(202, await _hub.PushAsync(["second"]));
        Assert.Equal("first,second", Titles());
    }

    private T Get<T>()
        where T : notnull => _daemon.Services.GetRequiredService<T>();

    private Task<int> RenewAsync() => Get<HubSubscriber>().RenewDueAsync(TestContext.Current.CancellationToken);

    private async Task SubscribeAsync()
    {
        await PollAsync();
        await RenewAsync();
        await _hub.VerifyAsync();
    }

    private Task<PollTotals> PollAsync() => Get<PollRound>().RunAsync([1], (_, end) => Assert.IsType<PollEnd.Made>(end), TestContext.Current.CancellationToken);

    private string Titles() => file.Joined("SELECT title FROM articles ORDER BY id");

    private string PushedUntil() => file.Joined("SELECT COALESCE(CAST(pushed_until AS TEXT), 'never') FROM feeds");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
