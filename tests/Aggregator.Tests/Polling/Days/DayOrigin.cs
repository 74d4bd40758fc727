using System.Collections.Concurrent;
using System.Text;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Polling;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Polling.Days;

/// <summary>Publishers that are made up, where what matters is when they are asked and there are thousands of them: a script, and a journal.</summary>
internal sealed class DayOrigin(TimeProvider time) : IDayWire
{
    private readonly ConcurrentDictionary<string, int> _underWay = new();
    private readonly ConcurrentDictionary<string, int> _versions = new();
    private int _inFlight;

    public ConcurrentQueue<DayRequest> Journal { get; } = new();

    /// <summary>What a URL answers at a time; null is what is answered ordinarily.</summary>
    public required Func<Uri, DateTimeOffset, FetchOutcome?> Script { get; init; }

    /// <summary>How long an answer takes.</summary>
    public Func<Uri, TimeSpan> Takes { get; init; } = _ => TimeSpan.Zero;

    public int InFlight => Volatile.Read(ref _inFlight);

    public void AddTo(IServiceCollection services, Settings settings) => services.AddSingleton<FeedVisit>(VisitAsync);

    private async Task<FetchOutcome> VisitAsync(FetchRequest request, CancellationToken cancellation)
    {
        var (url, at) = (request.Url, time.GetUtcNow());
        var host = HostName.Of(url);
        var atOnce = _underWay.AddOrUpdate(host, 1, (_, n) => n + 1);
        FetchOutcome answer;
        try
        {
            Interlocked.Increment(ref _inFlight);
            if (Takes(url) is { Ticks: > 0 } wait)
                await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
            answer = Script(url, at) ?? Ordinary(request, at);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
            _underWay.AddOrUpdate(host, 0, (_, n) => n - 1);
        }
        Journal.Enqueue(new DayRequest(at, host, url.AbsoluteUri, atOnce, answer));
        return answer;
    }

    /// <summary>Most feeds are unchanged; every fifth poll finds a new entry.</summary>
    private FetchOutcome Ordinary(FetchRequest request, DateTimeOffset at)
    {
        var asked = _versions.AddOrUpdate(request.Url.AbsoluteUri, 0, (_, n) => n + 1);
        var validators = new Validators($"\"{asked / 5}\"", null);
        if (request.Validators == validators)
            return new FetchOutcome.NotModified(validators) { Status = 304 };
        var body = FeedLife.Rss("", [.. Enumerable.Range(0, 1 + (asked / 5)).Reverse()]).Replace("example.org", request.Url.Host, StringComparison.Ordinal);
        return new FetchOutcome.Fetched(new Document { Body = Encoding.UTF8.GetBytes(body), Url = request.Url }, validators) { Status = 200 };
    }
}
