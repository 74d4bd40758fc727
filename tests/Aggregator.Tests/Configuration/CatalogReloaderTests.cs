using Aggregator.Configuration;
using Aggregator.Tests.Configuration.Lists;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Configuration;

public sealed class CatalogReloaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLogger<CatalogReloader> _log = new();
    private readonly List<Catalog> _handedOn = [];
    private readonly CatalogSource _source;
    private readonly CatalogReloader _reloader;
    private bool _fails;

    public CatalogReloaderTests()
    {
        WriteFeeds(1, 2, 3, 4);
        _source = new CatalogSource(((CatalogOutcome.Loaded)CatalogLoader.Load(_folder.Path, Crons.Reader)).Catalog, _time);
        _reloader = new CatalogReloader(_folder.Path, () => CatalogLoader.Load(_folder.Path, Crons.Reader), _source, new ListsOptions(), _log);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_changed_list_is_handed_on_and_in_force()
    {
        _time.Advance(TimeSpan.FromHours(1));
        WriteFeeds(1, 2, 3, 5);
        await ReloadAsync();
        Assert.Same(_source.Current, Assert.Single(_handedOn));
        Assert.Equal((ReloadResult.Loaded, _time.GetUtcNow(), 2), (_source.State.Result, _source.State.LoadedAt, _source.State.Accepted));
        Assert.Equal(["Information: Feed lists taken over: 4 feeds, 1 added, 1 retired"], _log.Lines);
    }

    [Fact]
    public async Task An_unchanged_list_is_not_handed_on()
    {
        File.AppendAllText(Path.Combine(_folder.Path, "list.yaml"), "# a comment\n");
        await ReloadAsync();
        Assert.Empty(_handedOn);
        Assert.Empty(_log.Lines);
        Assert.Equal(2, _source.State.Accepted);
    }

    [Fact]
    public async Task A_bad_list_leaves_the_last_good_catalog_in_force_and_is_told_once()
    {
        var before = (_source.Current, _source.State.LoadedAt);
        _time.Advance(TimeSpan.FromHours(1));
        _folder.Write("more.yaml", "feeds: [nowhere]");
        await ReloadAsync();
        await ReloadAsync();
        Assert.Equal(before, (_source.Current, _source.State.LoadedAt));
        Assert.Empty(_handedOn);
        Assert.Equal((ReloadResult.Rejected, _time.GetUtcNow(), 2), (_source.State.Result, _source.State.AttemptedAt, _source.State.Refused));
        Assert.Contains("nowhere", Assert.Single(_source.State.Errors).Message, StringComparison.Ordinal);
        Assert.Contains("more.yaml:1:9: url nowhere has no scheme", Assert.Single(_log.Lines), StringComparison.Ordinal);

        _folder.Write("more.yaml", "feeds: [https://example.org/5]");
        await ReloadAsync();
        Assert.Equal((ReloadResult.Loaded, 5), (_source.State.Result, _source.Current.Feeds.Length));
        Assert.Empty(_source.State.Errors);
        _folder.Write("more.yaml", "feeds: [nowhere]");
        await ReloadAsync();
        Assert.Equal(2, _log.Lines.Count(l => l.Contains("nowhere", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Half_of_the_feeds_may_go_unasked()
    {
        WriteFeeds(1, 2);
        await ReloadAsync();
        Assert.Equal(2, _source.Current.Feeds.Length);
    }

    [Fact]
    public async Task More_than_half_of_the_feeds_go_only_when_confirmed()
    {
        WriteFeeds(1, 5, 6, 7, 8);
        await ReloadAsync();
        await ReloadAsync();
        Assert.Equal((4, ReloadResult.AwaitingConfirmation, 3), (_source.Current.Feeds.Length, _source.State.Result, _source.State.RetiringFeeds));
        var line = Assert.Single(_log.Lines);
        Assert.Contains("would retire 3 of 4 feeds, more than Lists:MaxRetiredPercent (50 %) allows", line, StringComparison.Ordinal);
        Assert.Contains($"run: touch {Path.Combine(_folder.Path, ".confirm-retire")} — or restart", line, StringComparison.Ordinal);

        _folder.Write(".confirm-retire", "");
        await ReloadAsync();
        Assert.Equal((5, ReloadResult.Loaded, 0), (_source.Current.Feeds.Length, _source.State.Result, _source.State.RetiringFeeds));
        Assert.False(_folder.Has(".confirm-retire"));

        WriteFeeds();
        await ReloadAsync();
        Assert.Equal(ReloadResult.AwaitingConfirmation, _source.State.Result);
    }

    [Fact]
    public async Task A_confirmation_that_nobody_asked_for_is_dropped()
    {
        _folder.Write(".confirm-retire", "");
        await ReloadAsync();
        Assert.False(_folder.Has(".confirm-retire"));
        Assert.Contains("there is nothing to confirm", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmation_outlives_lists_that_have_errors()
    {
        _folder.Write("list.yaml", "feeds: [nowhere]");
        _folder.Write(".confirm-retire", "");
        await ReloadAsync();
        WriteFeeds();
        await ReloadAsync();
        Assert.Empty(_source.Current.Feeds);
    }

    [Fact]
    public async Task The_only_feed_may_go_unasked()
    {
        WriteFeeds(1, 2);
        await ReloadAsync();
        WriteFeeds(1);
        await ReloadAsync();
        WriteFeeds();
        await ReloadAsync();
        Assert.Empty(_source.Current.Feeds);
    }

    [Fact]
    public async Task What_could_not_be_handed_on_is_tried_again_without_a_second_confirmation()
    {
        WriteFeeds();
        _folder.Write(".confirm-retire", "");
        _fails = true;
        await ReloadAsync();
        await ReloadAsync();
        Assert.True(_reloader.MustRetry);
        Assert.Equal((4, ReloadResult.Failed), (_source.Current.Feeds.Length, _source.State.Result));
        Assert.Single(_log.Lines);

        _fails = false;
        await ReloadAsync();
        Assert.False(_reloader.MustRetry);
        Assert.Empty(_source.Current.Feeds);
    }

    private void WriteFeeds(params int[] numbers) =>
        _folder.Write("list.yaml", $"feeds:\n{string.Concat(numbers.Select(n => $"  - https://example.org/{n}\n"))}");

    private Task ReloadAsync() => _reloader.ReloadAsync(
        (catalog, _) =>
        {
            if (_fails)
                throw new InvalidOperationException("the database is busy");
            _handedOn.Add(catalog);
            return Task.CompletedTask;
        },
        TestContext.Current.CancellationToken);
}
