using System.Collections.Concurrent;
using System.Globalization;
using Aggregator.Benchmarks.Origins;

namespace Aggregator.Benchmarks.Floors;

/// <summary>A bare <see cref="HttpClient"/> that asks for every feed once, as many at once as the daemon, one a host, and throws the bodies away.</summary>
internal static class HttpFloor
{
    public static Task<Func<Task<long>>> PrepareAsync(Arguments arguments)
    {
        int feeds = arguments.Number("feeds", 0), hosts = arguments.Number("hosts", 50), port = arguments.Number("port", 0);
        var generation = arguments.Text("generation");
        return Task.FromResult<Func<Task<long>>>(() => AskAllAsync(feeds, hosts, port, generation));
    }

    /// <param name="feeds">How many, from 0 on.</param>
    /// <param name="hosts">Addresses that they are spread over.</param>
    /// <param name="port">Of the origin.</param>
    /// <param name="generation">That the validators sent are of; null sends none.</param>
    private static async Task<long> AskAllAsync(int feeds, int hosts, int port, string? generation)
    {
        const int Concurrency = 64;
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null });
        var lanes = new ConcurrentQueue<int>(Enumerable.Range(0, Math.Min(hosts, feeds)));
        var answers = 0L;
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(async () =>
        {
            while (lanes.TryDequeue(out var lane))
            {
                for (var feed = lane; feed < feeds; feed += hosts)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, Origin.Url(port, feed, hosts));
                    if (generation is not null)
                        request.Headers.TryAddWithoutValidation("If-None-Match", string.Create(CultureInfo.InvariantCulture, $"\"{feed}-{generation}\""));
                    using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                    await response.Content.CopyToAsync(Stream.Null);
                    Interlocked.Increment(ref answers);
                }
            }
        })));
        return answers;
    }
}
