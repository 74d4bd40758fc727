using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Fetching.Addresses;
using Aggregator.Polling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Polling.Days;

/// <summary>
/// Publishers on loopback addresses of their own, over real sockets. Only their clock is simulated, and what they saw when is the journal.
/// </summary>
internal sealed class LoopbackHosts : IDayWire, IAsyncDisposable
{
    /// <summary>Only a hang reaches it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly Func<int, int, DateTimeOffset, DayAnswer> _script;
    private readonly Func<int, TimeSpan> _takes;
    private readonly int[] _ports;
    private readonly int[] _underWay;
    private readonly ConcurrentDictionary<int, int> _asked = new();
    private readonly ConcurrentDictionary<int, (DateTimeOffset Until, TaskCompletionSource Left)> _parked = new();

    private LoopbackHosts(int hosts, TimeProvider time, Func<int, int, DateTimeOffset, DayAnswer> script, Func<int, TimeSpan> takes)
    {
        (_time, _script, _takes) = (time, script, takes);
        (_ports, _underWay) = (new int[hosts], new int[hosts]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var host = 0; host < hosts; host++)
                kestrel.Listen(AddressOf(host), 0);
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public static FetchingOptions Fetching { get; } = new() { AllowedNetworks = [IPNetwork.Parse("127.1.0.0/16")] };

    public ConcurrentQueue<DayVisit> Journal { get; } = new();

    public int InFlight => _parked.Values.Count(parked => parked.Until > _time.GetUtcNow());

    /// <param name="hosts">How many.</param>
    /// <param name="time">Their clock, and that of the visitor.</param>
    /// <param name="script">What a host answers for a feed at a time.</param>
    /// <param name="takes">How long a host takes over it.</param>
    public static async Task<LoopbackHosts> StartAsync(
        int hosts, TimeProvider time, Func<int, int, DateTimeOffset, DayAnswer> script, Func<int, TimeSpan>? takes = null)
    {
        var started = new LoopbackHosts(hosts, time, script, takes ?? (_ => TimeSpan.Zero));
        await started._app.StartAsync(TestContext.Current.CancellationToken);
        foreach (var (url, host) in started._app.Urls.Select(url => new Uri(url)).Select(url => (url, HostOf(IPAddress.Parse(url.Host)))))
            started._ports[host] = url.Port;
        return started;
    }

    public string Url(int host, int feed) => string.Create(CultureInfo.InvariantCulture, $"http://{Name(host)}:{_ports[host]}/{feed}");

    public static string Name(int host) => string.Create(CultureInfo.InvariantCulture, $"h{host}.example");

    public void AddTo(IServiceCollection services, Settings settings) => services
        .AddSingleton<NameLookup>((name, _) => Task.FromResult<IPAddress[]>([AddressOf(int.Parse(name.AsSpan(1, name.IndexOf('.') - 1), CultureInfo.InvariantCulture))]))
        .AddFetching(settings)
        .AddSingleton<FeedVisit>(provider => (request, cancellation) => VisitAsync(provider.GetRequiredService<FeedFetcher>(), request, cancellation));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>A visit that was given up has ended when the publisher has seen that too.</summary>
    private async Task<FetchOutcome> VisitAsync(FeedFetcher fetcher, FetchRequest request, CancellationToken cancellation)
    {
        var outcome = await fetcher.FetchAsync(request, cancellation).ConfigureAwait(false);
        if (_parked.TryGetValue(FeedOf(request.Url.AbsolutePath), out var parked))
            await parked.Left.Task.WaitAsync(Patience, CancellationToken.None).ConfigureAwait(false);
        return outcome;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (at, host, feed) = (_time.GetUtcNow(), HostOf(context.Connection.LocalIpAddress!), FeedOf(context.Request.Path.Value!));
        var answer = _script(host, feed, at);
        var atOnce = Interlocked.Increment(ref _underWay[host]);
        var version = _asked.AddOrUpdate(feed, 0, (_, n) => n + 1) / 5;
        var etag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        var validator = context.Request.Headers.IfNoneMatch.ToString();
        if (answer.Status == 200 && validator == etag)
            answer = answer with { Status = 304 };
        Journal.Enqueue(new DayVisit(at, host, feed, atOnce, validator.Length > 0, context.Request.Headers.UserAgent.ToString(), answer));

        if (answer.IsSilent)
            await ParkAsync(feed, at + Fetching.FirstByteTimeout, WhenLeft(context));
        else if (_takes(host) is { Ticks: > 0 } wait)
            await ParkAsync(feed, at + wait, Task.Delay(wait, _time));
        // Whoever has the answer may come again at once.
        Interlocked.Decrement(ref _underWay[host]);
        if (answer.Status == 0)
            context.Abort();
        else
            await WriteAsync(context.Response, answer, at, etag, FeedLife.Rss(answer.Header, [.. Enumerable.Range(0, version + 1).Reverse()]).Replace("example.org", $"f{feed}.example", StringComparison.Ordinal));
    }

    private async Task ParkAsync(int feed, DateTimeOffset until, Task end)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _parked[feed] = (until, left);
        await end;
        _parked.TryRemove(feed, out _);
        left.SetResult();
    }

    private static Task WhenLeft(HttpContext context)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.RequestAborted.Register(left.SetResult);
        return left.Task;
    }

    private static async Task WriteAsync(HttpResponse response, DayAnswer answer, DateTimeOffset at, string etag, string body)
    {
        response.StatusCode = answer.Status;
        response.Headers.Date = at.ToString("R", CultureInfo.InvariantCulture);
        if (answer.Closes)
            response.Headers.Connection = "close";
        if (answer.RetryAfter is { } wait)
            response.Headers.RetryAfter = answer.AsDate ? (at + wait).ToString("R", CultureInfo.InvariantCulture) : $"{(long)wait.TotalSeconds}";
        if (answer.MaxAge is { } age)
            response.Headers.CacheControl = $"max-age={(long)age.TotalSeconds}";
        if (answer.IsFailure)
            return;
        response.Headers.ETag = etag;
        if (answer.Status == 200)
            await response.WriteAsync(body);
    }

    private static int FeedOf(string path) => int.Parse(path.AsSpan(1), CultureInfo.InvariantCulture);

    private static IPAddress AddressOf(int host) => new([127, 1, (byte)(host >> 8), (byte)(host & 255)]);

    private static int HostOf(IPAddress address)
    {
        var bytes = address.MapToIPv4().GetAddressBytes();
        return (bytes[2] << 8) + bytes[3];
    }
}
