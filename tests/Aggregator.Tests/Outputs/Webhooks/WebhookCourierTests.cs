using System.Diagnostics.Metrics;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Fetching.Addresses;
using Aggregator.Outputs.Webhooks;
using Aggregator.Storage;
using Aggregator.Storage.Deliveries;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Fetching;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Outputs.Webhooks;

public sealed class WebhookCourierOnSqlite() : WebhookCourierTests(new SqliteTestDatabase());

public sealed class WebhookCourierOnPostgres() : WebhookCourierTests(new PostgresTestDatabase())
{
    [Fact]
    public async Task Of_two_daemons_one_delivers_and_the_other_takes_over_when_it_is_silent()
    {
        await PublishAsync(1);
        Store.Ensure("a", fromBeginning: true);
        var options = new WebhooksOptions();
        Receiver.Status = 500;
        Assert.IsType<DeliveryStep.Waiting>(await Courier(options).StepAsync(Endpoint(), "one", TestContext.Current.CancellationToken));
        Assert.IsType<DeliveryStep.Idle>(await Courier(options).StepAsync(Endpoint(), "two", TestContext.Current.CancellationToken));
        Time.Advance(TimeSpan.FromMinutes(2));
        Receiver.Status = 200;
        Assert.IsType<DeliveryStep.Progressed>(await Courier(options).StepAsync(Endpoint(), "two", TestContext.Current.CancellationToken));
        Assert.IsType<DeliveryStep.Idle>(await Courier(options).StepAsync(Endpoint(), "one", TestContext.Current.CancellationToken));
        Store.Disown("two");
        Assert.IsType<DeliveryStep.Idle>(await Courier(options).StepAsync(Endpoint(), "one", TestContext.Current.CancellationToken));
        Assert.Equal(["1", "1"], Receiver.Told());
    }
}

public abstract class WebhookCourierTests(TestDatabase file) : IAsyncLifetime
{
    private const string Owner = "one";
    private protected FakeTimeProvider Time { get; } = new(TestPolls.Noon);
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private NameResolver _names = null!;
    private HttpTransport _transport = null!;
    private protected Receiver Receiver { get; private set; } = null!;
    private protected WebhookStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _names = new NameResolver((host, _) => throw new InvalidOperationException(host), TimeProvider.System);
        _transport = new HttpTransport(FetcherUnderTest.Options, _names, TimeProvider.System);
        Receiver = await Receiver.StartAsync();
        Store = new WebhookStore(file.Database);
    }

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        _transport.Dispose();
        _names.Dispose();
        await _services.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Changes_arrive_in_order_signed_and_once_when_all_goes_well()
    {
        await PublishAsync(5);
        Store.Ensure("a", fromBeginning: true);
        Assert.Equal(3, await DeliverAsync(Endpoint(), new WebhooksOptions { BatchSize = 2 }));
        Assert.Equal(["1,2", "3,4", "5"], Receiver.Told());
        Assert.All(Receiver.Calls, call => Assert.True(call.IsSigned(Receiver.Secret)));
        var first = Receiver.Calls[0];
        Assert.Equal("changes_a_1_2", first.Id);
        Assert.Equal(TestPolls.Noon.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), first.Timestamp);
        Assert.Equal("articles.changed", first.Json.GetProperty("type").GetString());
        var change = first.Json.GetProperty("data").GetProperty("changes")[0];
        Assert.Equal("created", change.GetProperty("kind").GetString());
        Assert.Equal("Title 1", change.GetProperty("article").GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_newReceiver_hears_only_of_what_comes_after_it_unless_it_wants_all()
    {
        await PublishAsync(2);
        Store.Ensure("a", fromBeginning: false);
        Assert.Equal(0, await DeliverAsync(Endpoint()));
        await PublishAsync(3);
        Assert.Equal(1, await DeliverAsync(Endpoint()));
        Assert.Equal(["3"], Receiver.Told());
    }

    [Fact]
    public async Task What_is_not_taken_is_told_again_under_the_same_id_and_nothing_overtakes_it()
    {
        await PublishAsync(2);
        Store.Ensure("a", fromBeginning: true);
        Receiver.Status = 503;
        Assert.IsType<DeliveryStep.Waiting>(await StepAsync(Endpoint()));
        Assert.IsType<DeliveryStep.Waiting>(await StepAsync(Endpoint()));
        Assert.Single(Receiver.Calls);
        await PublishAsync(4);
        Receiver.Status = 200;
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, await DeliverAsync(Endpoint()));
        Assert.Equal(["1,2", "1,2", "3,4"], Receiver.Told());
        Assert.Equal(Receiver.Calls[0].Id, Receiver.Calls[1].Id);
        Assert.NotEqual(Receiver.Calls[1].Id, Receiver.Calls[2].Id);
        Assert.Equal(0, Store.Find("a")!.Failures);
    }

    [Fact]
    public async Task A_daemon_that_dies_during_a_call_makes_the_same_call_again()
    {
        await PublishAsync(2);
        Store.Ensure("a", fromBeginning: true);
        using var killed = new CancellationTokenSource();
        Receiver.Meanwhile = killed.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Courier(new WebhooksOptions()).StepAsync(Endpoint(), Owner, killed.Token));
        Receiver.Meanwhile = () => { };
        await PublishAsync(3);
        Assert.Equal(2, await DeliverAsync(Endpoint()));
        Assert.Equal(["1,2", "1,2", "3"], Receiver.Told());
        Assert.Equal(Receiver.Calls[0].Id, Receiver.Calls[1].Id);
    }

    [Fact]
    public async Task A_receiver_that_dies_with_a_call_in_its_hands_gets_it_again()
    {
        await PublishAsync(2);
        Store.Ensure("a", fromBeginning: true);
        Receiver.Status = 0;
        Assert.IsType<DeliveryStep.Waiting>(await StepAsync(Endpoint()));
        Assert.Equal(0, Store.Find("a")!.Cursor);
        Receiver.Status = 200;
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await DeliverAsync(Endpoint()));
        Assert.Equal(["1,2", "1,2"], Receiver.Told());
        Assert.Equal(Receiver.Calls[0].Id, Receiver.Calls[1].Id);
    }

    [Fact]
    public async Task A_batch_that_is_refused_for_good_is_set_aside_listed_and_replayed()
    {
        await PublishAsync(1);
        Store.Ensure("a", fromBeginning: true);
        Receiver.Status = 422;
        Assert.IsType<DeliveryStep.Waiting>(await StepAsync(Endpoint()));
        Time.Advance(TimeSpan.FromHours(6));
        Assert.IsType<DeliveryStep.Progressed>(await StepAsync(Endpoint()));
        var letter = Assert.Single(Store.DeadLetters("a"));
        Assert.Equal((1, 1, 422), (letter.FirstChange, letter.LastChange, letter.Status));
        Assert.Empty(Store.DeadLetters("b"));

        Receiver.Status = 200;
        await PublishAsync(2);
        Assert.Equal(1, await DeliverAsync(Endpoint()));
        Assert.Equal(1, Store.Replay("a", null, Time.GetUtcNow()));
        Assert.Equal(1, await DeliverAsync(Endpoint()));
        Assert.Equal(["1", "1", "2", "1"], Receiver.Told());
        Assert.Empty(Store.DeadLetters());
    }

    [Fact]
    public async Task A_replayed_letter_that_is_refused_again_is_dead_again_and_stops_nobody()
    {
        await PublishAsync(2);
        Store.Ensure("a", fromBeginning: true);
        Receiver.Status = 400;
        var options = new WebhooksOptions { DeadAfter = TimeSpan.Zero, BatchSize = 1 };
        Assert.Equal(2, await DeliverAsync(Endpoint(), options));
        Assert.Equal(2, Store.DeadLetters().Count);
        Assert.Equal(1, Store.Replay("a", 2, Time.GetUtcNow()));
        Assert.Equal(1, await DeliverAsync(Endpoint(), options));
        Assert.All(Store.DeadLetters(), letter => Assert.Null(letter.ReplayAt));
        Assert.Equal(2, Store.DeadLetters().Count);
    }

    [Fact]
    public async Task AReceiver_that_was_paused_misses_nothing_when_it_is_resumed()
    {
        await PublishAsync(1);
        Store.Ensure("a", fromBeginning: true);
        Receiver.Status = 500;
        Assert.IsType<DeliveryStep.Waiting>(await StepAsync(Endpoint()));
        Time.Advance(TimeSpan.FromDays(5));
        Assert.IsType<DeliveryStep.Paused>(await StepAsync(Endpoint()));
        Assert.IsType<DeliveryStep.Paused>(await StepAsync(Endpoint()));
        Assert.Equal(2, Receiver.Calls.Count);
        await PublishAsync(2);
        Receiver.Status = 200;
        Assert.True(Store.Resume("a"));
        await DeliverAsync(Endpoint());
        Assert.Equal(["1", "1", "1", "2"], Receiver.Told());
        Assert.False(Store.Resume("unknown"));
    }

    [Fact]
    public async Task A_stream_can_be_told_again_from_a_cursor()
    {
        await PublishAsync(3);
        Store.Ensure("a", fromBeginning: true);
        await DeliverAsync(Endpoint());
        Assert.True(Store.Rewind("a", 1));
        await DeliverAsync(Endpoint());
        Assert.Equal(["1,2,3", "2,3"], Receiver.Told());
    }

    [Fact]
    public async Task Only_what_theReceiver_wants_to_hear_is_told_and_the_rest_moves_the_cursor()
    {
        await PublishAsync(2);
        Store.Ensure("a", fromBeginning: true);
        await DeliverAsync(Endpoint() with { Kinds = ["removed"] });
        Assert.Empty(Receiver.Calls);
        Assert.Equal(2, Store.Find("a")!.Cursor);

        Store.Ensure("b", fromBeginning: true);
        file.Execute("UPDATE feeds SET tags = '[\"world\"]' WHERE id = 1");
        await DeliverAsync(Endpoint() with { Name = "b", Tags = ["sport"] });
        Assert.Empty(Receiver.Calls);
        Store.Rewind("b", 0);
        await DeliverAsync(Endpoint() with { Name = "b", Tags = ["world", "sport"] });
        Assert.Equal(["1,2"], Receiver.Told());
    }

    [Fact]
    public async Task A_batch_is_no_larger_than_allowed_unless_one_article_is()
    {
        await PublishAsync(3);
        Store.Ensure("a", fromBeginning: true);
        Assert.Equal(3, await DeliverAsync(Endpoint(), new WebhooksOptions { MaxBytes = 10 }));
        Assert.Equal(["1", "2", "3"], Receiver.Told());
    }

    [Fact]
    public async Task An_internal_address_is_not_called()
    {
        using var canary = new Canary();
        await PublishAsync(1);
        Store.Ensure("a", fromBeginning: true);
        Assert.IsType<DeliveryStep.Waiting>(await StepAsync(Endpoint() with { Url = canary.Url }));
        canary.AssertSilent();
        Assert.Contains("not a public address", Store.Find("a")!.Reason, StringComparison.Ordinal);
    }

    private protected WebhookEndpoint Endpoint() => new("a", Receiver.Url) { Keys = [[.. Convert.FromBase64String(Receiver.Secret["whsec_".Length..])]] };

    private protected WebhookCourier Courier(WebhooksOptions options) => new(
        Store, new WebhookBatches(new ChangeReader(file.Database), options),
        new WebhookCaller(new HttpCaller(_transport, new UserAgent(null, null), TimeProvider.System), options, Time), new DeliveryRule(options), options, Time,
        new WebhookMetrics(_services.GetRequiredService<IMeterFactory>()), NullLogger<WebhookCourier>.Instance);

    private Task<DeliveryStep> StepAsync(WebhookEndpoint endpoint) => Courier(new WebhooksOptions()).StepAsync(endpoint, Owner, TestContext.Current.CancellationToken);

    /// <summary>Steps that went on, until one does not.</summary>
    private async Task<int> DeliverAsync(WebhookEndpoint endpoint, WebhooksOptions? options = null)
    {
        var steps = 0;
        while (await Courier(options ?? new WebhooksOptions()).StepAsync(endpoint, Owner, TestContext.Current.CancellationToken) is DeliveryStep.Progressed)
            steps++;
        return steps;
    }

    /// <summary>The feed has so many articles now; those that are new make a change each.</summary>
    private protected async Task PublishAsync(int articles)
    {
        await using var harness = new WriterHarness(file, "https://a.example/feed");
        var drafts = Enumerable.Range(1, articles).Select(i => Drafts.Draft($"{i}", $"a.example/{i}", $"Title {i}")).ToArray();
        await harness.Write(TestPolls.Poll(harness.Claim(1), TestPolls.Noon, drafts));
    }
}
