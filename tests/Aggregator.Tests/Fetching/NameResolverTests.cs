using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aggregator.Fetching;
using Aggregator.Fetching.Addresses;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Fetching;

public sealed class NameResolverTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _lookedUp = [];
    private readonly NameResolver _resolver;
    private Func<string, Task<IPAddress[]>> _answer = _ => Task.FromResult<IPAddress[]>([IPAddress.Parse("198.41.0.4")]);

    public NameResolverTests() => _resolver = new NameResolver(
        (host, _) =>
        {
            lock (_lookedUp) _lookedUp.Add(host);
            return _answer(host);
        },
        _time);

    [Fact]
    public async Task An_answer_is_shared_for_half_a_minute()
    {
        await ResolveAsync("a.example");
        _time.Advance(TimeSpan.FromSeconds(29));
        await ResolveAsync("A.example");
        Assert.Single(_lookedUp);

        _time.Advance(TimeSpan.FromSeconds(1));
        await ResolveAsync("a.example");
        Assert.Equal(["a.example", "a.example"], _lookedUp);
    }

    [Fact]
    public async Task Whoever_asks_during_a_lookup_waits_for_the_same_one()
    {
        var silent = new TaskCompletionSource<IPAddress[]>();
        _answer = _ => silent.Task;

        var visits = Enumerable.Range(0, 50).Select(_ => ResolveAsync("a.example")).ToList();
        silent.SetResult([IPAddress.Parse("198.41.0.4")]);

        Assert.All(await Task.WhenAll(visits), addresses => Assert.Equal("198.41.0.4", Assert.Single(addresses).ToString()));
        Assert.Single(_lookedUp);
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        _answer = _ => throw new SocketException((int)SocketError.TryAgain);
        await Assert.ThrowsAsync<FetchFailedException>(() => ResolveAsync("a.example"));
        _answer = _ => Task.FromResult<IPAddress[]>([IPAddress.Parse("198.41.0.4")]);

        Assert.Single(await ResolveAsync("a.example"));
    }

    [Fact]
    public async Task Addresses_are_not_looked_up()
    {
        Assert.Equal("127.0.0.1", Assert.Single(await ResolveAsync("127.0.0.1")).ToString());
        Assert.Equal("::1", Assert.Single(await ResolveAsync("[::1]")).ToString());
        Assert.Empty(_lookedUp);
    }

    [Fact]
    public async Task However_many_names_there_are_the_latest_are_shared()
    {
        for (var i = 0; i < 10_001; i++) await ResolveAsync(string.Create(CultureInfo.InvariantCulture, $"h{i}.example"));
        await ResolveAsync("h10000.example");
        Assert.Equal(10_001, _lookedUp.Count);

        // What was forgotten to make room is looked up again.
        await ResolveAsync("h0.example");
        Assert.Equal(10_002, _lookedUp.Count);
    }

    public void Dispose() => _resolver.Dispose();

    private Task<IPAddress[]> ResolveAsync(string host) => _resolver.ResolveAsync(host, TestContext.Current.CancellationToken);
}
