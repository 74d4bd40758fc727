using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Aggregator.Benchmarks.Origins;
using Aggregator.Benchmarks.Processes;

namespace Aggregator.Benchmarks.Reads;

/// <summary>The built daemon with very many stored articles, asked over HTTP by two clients at a time, while it polls.</summary>
internal sealed class ReadRun(Arguments arguments) : IDisposable
{
    private const int Clients = 2;
    private const int Hosts = 50;

    private readonly int _feeds = arguments.Number("feeds", 1_000);
    private readonly int _articles = arguments.Number("articles", 1_000_000);
    private readonly int _requests = arguments.Number("requests", 2_000);
    private readonly HttpClient _client = new();

    public static async Task<int> RunAsync(Arguments arguments)
    {
        using var run = new ReadRun(arguments);
        return await run.RunAsync();
    }

    public void Dispose() => _client.Dispose();

    private async Task<int> RunAsync()
    {
        using var origin = Origin.Start([]);
        using var workplace = new Workplace(origin.Port, _feeds, Hosts);
        await MeasuredProcess.RunAsync(Workplace.Prepare(Programs.Aggregator(arguments.Text("executable"), workplace.PollAll)));
        StoredArticles.Fill(workplace.Database, _articles, _feeds);
        Line($"{workplace.Count("SELECT COUNT(*) FROM articles")} articles, {workplace.DatabaseBytes / 1e9:0.0} GB, {Clients} clients");

        _client.BaseAddress = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = Workplace.Prepare(Programs.Aggregator(arguments.Text("executable"), [.. workplace.Run, $"--Http:Urls={_client.BaseAddress}"]));
        start.Environment["AGGREGATOR_Polling__Interval"] = arguments.Has("idle") ? "1d" : "1m";
        start.RedirectStandardOutput = true;
        using var daemon = Process.Start(start)!;
        var output = daemon.StandardOutput.ReadToEndAsync();
        try
        {
            await ReadyAsync(daemon);
            await MeasureAsync(workplace, daemon);
        }
        finally
        {
            daemon.Kill();
            await daemon.WaitForExitAsync();
            if (arguments.Has("log"))
                Console.Error.WriteLine(await output);
        }
        return 0;
    }

    private async Task MeasureAsync(Workplace workplace, Process daemon)
    {
        // Deep pages are begun by real cursors, as a client would come to them.
        var cursors = await CursorsAsync();
        using var hosts = JsonDocument.Parse(await _client.GetStringAsync("/api/v1/hosts?limit=1"));
        var host = "/hosts/" + Uri.EscapeDataString(hosts.RootElement.GetProperty("hosts")[0].GetProperty("host").GetString()!);
        const string polls = "SELECT COALESCE(SUM(polls), 0) FROM feeds";
        Line($"| request | kB | ms, median | ms, p99 | requests/s | CPU ms of the daemon | polls/s meanwhile |");
        Line($"| --- | --: | --: | --: | --: | --: | --: |");
        (string Name, Func<int, string> Path)[] requests =
        [
            ("articles, first page of 50", _ => "/api/v1/articles"),
            ("articles, a deep page of 50", i => $"/api/v1/articles?cursor={cursors[i % cursors.Count]}"),
            ("merged feed of 50, from cache", _ => "/feeds/all.atom"),
            ("merged feeds of 50, not from cache", i => $"/feeds/all.atom?feed={1 + (i * 31 % _feeds)}"),
            ("reader: 50 unread items", _ => "/reader/api/0/stream/contents/user/-/state/com.google/reading-list?n=50&xt=user/-/state/com.google/read"),
            ("reader: 1,000 unread numbers", _ => "/reader/api/0/stream/items/ids?s=user/-/state/com.google/reading-list&n=1000&xt=user/-/state/com.google/read"),
            ("articles of a feed", i => $"/api/v1/articles?feed={1 + (i * 31 % _feeds)}"),
            ("articles of a rare tag (10 feeds)", _ => "/api/v1/articles?tag=rare"),
            ("articles of a common tag (990 feeds)", _ => "/api/v1/articles?tag=common"),
            ("articles in a language (2 %)", _ => "/api/v1/articles?language=de"),
            ("one article", i => $"/api/v1/articles/{1_000_000_001 + ((long)i * 7_919 % _articles)}"),
            ("changes, 500", i => $"/api/v1/changes?limit=500&after={(long)i * 7_919 % (_articles - 500)}"),
            ("feeds, 100", _ => "/api/v1/feeds?limit=100"),
            ("page: overview", _ => "/"),
            ("page: feeds by name", i => $"/feeds?page={1 + (i % (_feeds / 100))}"),
            ("page: feeds by articles a day", _ => "/feeds?sort=-articles"),
            ("page: feeds by health", _ => "/feeds?sort=health"),
            ("page: feeds that are healthy", _ => "/feeds?health=healthy"),
            ("page: feeds by a part of their names", i => $"/feeds?q={i % 10}{i % 7}"),
            ("page: hosts", _ => "/hosts"),
            ("page: a host", _ => host),
            ("page: articles", _ => "/articles"),
            ("page: articles, a deep page", i => $"/articles?after={cursors[i % cursors.Count]}"),
            ("page: an article", i => $"/articles/{1_000_000_001 + ((long)i * 7_919 % _articles)}"),
            ("page: stories", _ => "/stories"),
            ("page: jobs", _ => "/jobs"),
            ("page: lists", _ => "/lists"),
            ("page: log", _ => "/log"),
            ("page: a feed", i => $"/feeds/{1 + (i * 31 % _feeds)}"),
        ];
        foreach (var (name, path) in requests.Where(request => request.Name.Contains(arguments.Text("only") ?? "", StringComparison.Ordinal)))
        {
            for (var i = 0; i < 50; i++)
                await AskAsync(path(i));
            var (before, cpu, clock) = (workplace.Count(polls), Cpu(daemon), Stopwatch.StartNew());
            var (times, bytes) = (new List<double>(), 0L);
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
            {
                for (var i = client; i < _requests; i += Clients)
                {
                    var started = Stopwatch.GetTimestamp();
                    var length = await AskAsync(path(i));
                    lock (times)
                    {
                        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                        bytes += length;
                    }
                }
            })));
            times.Sort();
            Line($"| {name} | {bytes / 1e3 / times.Count:0} | {times[times.Count / 2]:0.0} | {times[times.Count * 99 / 100]:0.0} | {times.Count / clock.Elapsed.TotalSeconds:0} | {(Cpu(daemon) - cpu) / times.Count:0.0} | {(workplace.Count(polls) - before) / clock.Elapsed.TotalSeconds:0} |");
        }
    }

    /// <summary>Milliseconds, polling included: says what a request costs also where others use the machine.</summary>
    private static double Cpu(Process daemon)
    {
        daemon.Refresh();
        return daemon.TotalProcessorTime.TotalMilliseconds;
    }

    private async Task<List<string>> CursorsAsync()
    {
        var cursors = new List<string>();
        for (var day = 1; day <= 20; day++)
        {
            var until = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000 + ((long)_articles * 60_000 * day / 21)).UtcDateTime;
            using var page = JsonDocument.Parse(await _client.GetStringAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1/articles?limit=1&until={until:yyyy-MM-dd'T'HH:mm:ss'Z'}")));
            cursors.Add(page.RootElement.GetProperty("next").GetString()!);
        }
        return cursors;
    }

    private async Task<int> AskAsync(string path) => (await _client.GetByteArrayAsync(path)).Length;

    private async Task ReadyAsync(Process daemon)
    {
        while (!daemon.HasExited)
        {
            try
            {
                await _client.GetByteArrayAsync("/health/live");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }
        throw new InvalidOperationException("The daemon ended; see --log.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
