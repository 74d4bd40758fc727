using System.Threading.Channels;
using Aggregator.Configuration;
using Aggregator.Tests.Configuration.Lists;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Configuration;

public sealed class CatalogWatcherTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly Channel<Catalog> _changes = Channel.CreateUnbounded<Catalog>();
    private readonly CatalogSource _source;
    private readonly CatalogWatcher _watcher;
    private int _loads;

    public CatalogWatcherTests()
    {
        _folder.Write("a.yaml", "feeds: [https://example.org/a]");
        _source = new CatalogSource(((CatalogOutcome.Loaded)Load()).Catalog, _time);
        var reloader = new CatalogReloader(_folder.Path, Load, _source, new ListsOptions(), new RecordingLogger<CatalogReloader>());
        _watcher = new CatalogWatcher(reloader, _folder.Path, new ListsOptions(), _time, new RecordingLogger<CatalogWatcher>());
    }

    public async ValueTask DisposeAsync()
    {
        await _watcher.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Added_changed_and_removed_lists_are_taken_over()
    {
        Start();
        _folder.Write("sub/b.yaml", "feeds: [https://example.org/b]");
        Assert.Equal(["https://example.org/a", "https://example.org/b"], await NextAsync());
        _folder.Write("a.yaml", "feeds: [https://example.org/another]");
        Assert.Equal(["https://example.org/another", "https://example.org/b"], await NextAsync());
        _folder.Delete("sub/b.yaml");
        Assert.Equal(["https://example.org/another"], await NextAsync());
    }

    [Fact]
    public async Task A_swapped_link_is_seen()
    {
        using var versions = new TemporaryFolder();
        versions.Write("1/list.yaml", "feeds: [https://example.org/1]");
        versions.Write("2/list.yaml", "feeds: [https://example.org/2]");
        var data = Path.Combine(versions.Path, "..data");
        Directory.CreateSymbolicLink(data, Path.Combine(versions.Path, "1"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "b.yaml"), Path.Combine(data, "list.yaml"));
        Start();
        Assert.Equal(["https://example.org/a", "https://example.org/1"], await NextAsync());
        // As Kubernetes renews a mounted map, but with a moment in between in which the link leads nowhere.
        Directory.Delete(data);
        Directory.CreateSymbolicLink(data, Path.Combine(versions.Path, "2"));
        Assert.Equal(["https://example.org/a", "https://example.org/2"], await NextAsync());
    }

    [Fact]
    public async Task A_request_reads_again_although_no_list_changed()
    {
        Start();
        _watcher.RequestReload();
        await UntilAsync(() => _source.State.Accepted == 2);
        Assert.Equal(2, Volatile.Read(ref _loads));
    }

    [Fact]
    public async Task A_request_before_the_watch_begins_is_not_lost()
    {
        _watcher.RequestReload();
        Start();
        await UntilAsync(() => _source.State.Accepted == 2);
    }

    [Fact]
    public async Task What_has_not_changed_since_the_first_load_is_not_read_again_at_the_start()
    {
        Start();
        _folder.Write("b.yaml", "feeds: [https://example.org/b]");
        Assert.Equal(["https://example.org/a", "https://example.org/b"], await NextAsync());
        Assert.Equal(2, Volatile.Read(ref _loads));
    }

    [Fact]
    public async Task Files_of_secrets_may_have_changed_since_then()
    {
        using var secrets = new TemporaryFolder();
        secrets.Write("token", "T0K3N");
        _folder.Write("a.yaml", $"feeds: [{{url: https://example.org/a, headers: {{X-Token: {{file: '{Path.Combine(secrets.Path, "token")}'}}}}}}]");
        _source.Accept(((CatalogOutcome.Loaded)Load()).Catalog);
        secrets.Write("token", "4N0TH3R");
        Start();
        Assert.Equal(["https://example.org/a"], await NextAsync());
    }

    [Fact]
    public async Task A_change_between_the_first_load_and_the_start_is_not_missed()
    {
        _folder.Write("a.yaml", "feeds: [https://example.org/late]");
        Start();
        Assert.Equal(["https://example.org/late"], await NextAsync());
    }

    [Fact]
    public async Task A_confirmation_is_noticed()
    {
        _folder.Write("b.yaml", "feeds: [https://example.org/b]");
        Start();
        await NextAsync();
        _folder.Write("a.yaml", "");
        _folder.Write("b.yaml", "");
        await UntilAsync(() => _source.State.Result == ReloadResult.AwaitingConfirmation);
        _folder.Write(".confirm-retire", "");
        Assert.Empty(await NextAsync());
        Assert.False(_folder.Has(".confirm-retire"));
    }

    [Fact]
    public async Task Disposing_ends_a_callback_that_is_under_way()
    {
        var entered = new TaskCompletionSource();
        _folder.Write("a.yaml", "feeds: [https://example.org/late]");
        _watcher.Start(async (_, cancellation) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellation);
        });
        await entered.Task.WaitAsync(TestContext.Current.CancellationToken);
        await _watcher.DisposeAsync();
        Assert.Equal("https://example.org/a", _source.Current.Feeds.Single().Url);
    }

    private CatalogOutcome Load()
    {
        Interlocked.Increment(ref _loads);
        return CatalogLoader.Load(_folder.Path, Crons.Reader);
    }

    private void Start() => _watcher.Start((catalog, cancellation) => _changes.Writer.WriteAsync(catalog, cancellation).AsTask());

    /// <summary>The URLs of the next catalog that is handed on, once it is in force.</summary>
    private async Task<string[]> NextAsync()
    {
        Catalog? next = null;
        await UntilAsync(() => _changes.Reader.TryRead(out next));
        await UntilAsync(() => ReferenceEquals(_source.Current, next));
        return [.. next!.Feeds.Select(f => f.Url)];
    }

    /// <summary>Lets the fake time run until it is so. The files are real, so how often it must be asked is not ours to say; the limit only ends a run that hangs.</summary>
    private async Task UntilAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }
}
