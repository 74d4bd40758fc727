using System.Globalization;
using System.Text.Json;
using Aggregator.Benchmarks.Corpora;
using Aggregator.Benchmarks.Floors;
using Aggregator.Benchmarks.Origins;
using Aggregator.Benchmarks.Processes;

namespace Aggregator.Benchmarks.Scenarios;

/// <summary>
/// The built executable polls a loopback origin: a cold round, then those that are asked for, then the floors. Fails on wrong counts only: times are printed, not judged.
/// </summary>
internal sealed class ScenarioRun(Arguments arguments, Origin origin, Workplace workplace)
{
    private readonly int _feeds = Feeds(arguments);
    private readonly int _hosts = arguments.Number("hosts", 50);
    private readonly string _only = arguments.Text("only") ?? "";
    private readonly List<ScenarioResult> _results = [];
    private int _generation;

    private static int Feeds(Arguments arguments) => arguments.Number("feeds", 1_000);

    public static async Task<int> RunAsync(Arguments arguments)
    {
        string[] options = [.. new[] { "latency", "gzip", "validators", "failures", "entries" }.Where(arguments.Has).SelectMany(name => new[] { "--" + name, arguments.Text(name)! })];
        using var origin = Origin.Start(options);
        using var workplace = new Workplace(origin.Port, Feeds(arguments), arguments.Number("hosts", 50));
        return await new ScenarioRun(arguments, origin, workplace).RunAsync();
    }

    private async Task<int> RunAsync()
    {
        _results.Add(await PlayAsync(Scenario.Cold));
        if (Wants("floors"))
            await MeasureFloorsAsync();
        foreach (var scenario in Scenario.Warm.Where(scenario => Wants(scenario.Name)))
        {
            List<ScenarioResult> rounds = [], floors = [];
            for (var round = 0; round < Math.Max(1, arguments.Number("rounds", 1)); round++)
            {
                rounds.Add(await PlayAsync(scenario));
                if (scenario.Name == "304" && Wants("floors"))
                    floors.Add(await MeasureHttpFloorAsync("304", conditional: true));
            }

            _results.Add(ScenarioResult.Middle(rounds));
            if (floors.Count > 0)
                _results.Add(ScenarioResult.Middle(floors));
        }

        Print();
        return _results.Any(result => result.Wrong.Count > 0) ? 1 : 0;
    }

    private bool Wants(string name) => _only.Length == 0 || _only.Split(',').Contains(name);

    private async Task<ScenarioResult> PlayAsync(Scenario scenario)
    {
        if (scenario != Scenario.Cold)
            _generation += scenario.NewEntries;
        await origin.RoundAsync(_generation, scenario.IsConditional);
        var start = Workplace.Prepare(Programs.Aggregator(arguments.Text("executable"), workplace.PollAll));
        if (arguments.Has("without-index"))
            start.Environment["AGGREGATOR_Storage__IndexWords"] = "false";
        var measured = await MeasuredProcess.RunAsync(start);
        var seen = await origin.RoundAsync(_generation, conditional: true);
        var articles = workplace.Count("SELECT count(*) FROM articles");
        return new ScenarioResult
        {
            Scenario = scenario.Name,
            WallSeconds = measured.WallSeconds,
            UserSeconds = measured.UserSeconds,
            SystemSeconds = measured.SystemSeconds,
            MicrosecondsPerFeed = measured.CpuSeconds * 1e6 / _feeds,
            PeakBytes = measured.PeakBytes,
            Requests = seen.Requests,
            ReceivedBytes = seen.Bytes,
            Articles = articles,
            DatabaseBytes = workplace.DatabaseBytes,
            Wrong = [.. Compare(scenario, measured, seen, articles)],
        };
    }

    private IEnumerable<string> Compare(Scenario scenario, Measurement measured, OriginCounts seen, long articles)
    {
        var failing = Among(arguments.Number("failures", 0), withFailing: true);
        var validated = scenario is { IsConditional: true, NewEntries: 0 } ? Among(arguments.Number("validators", 100), withFailing: false) : 0;
        (string What, long Is, long Must)[] counts =
        [
            ("exit code", measured.ExitCode, failing == _feeds ? 1 : 0),
            ("requests", seen.Requests, _feeds),
            ("failures", seen.Failed, failing),
            ("304s", seen.NotModified, validated),
            ("articles", articles, (long)(_feeds - failing) * (arguments.Number("entries", SyntheticFeed.Entries) + _generation)),
        ];
        return counts.Where(count => count.Is != count.Must)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{scenario.Name}: {count.What} {count.Is}, must be {count.Must}"));
    }

    private int Among(int percent, bool withFailing) => Enumerable.Range(0, _feeds)
        .Count(feed => OriginServer.IsAmong(feed, percent) && (withFailing || !OriginServer.IsAmong(feed, arguments.Number("failures", 0))));

    private async Task MeasureFloorsAsync()
    {
        _results.Add(await MeasureHttpFloorAsync("cold", conditional: false));
        _results.Add(await MeasureFloorAsync("floor: XmlReader", ["--of", "xml"]));
        using var copy = new TemporaryFile();
        _results.Add(await MeasureFloorAsync("floor: SQLite insert", ["--of", "sqlite", "--database", workplace.Database, "--into", copy.Path]));
    }

    private Task<ScenarioResult> MeasureHttpFloorAsync(string name, bool conditional)
    {
        string[] validators = conditional ? ["--generation", _generation.ToString(CultureInfo.InvariantCulture)] : [];
        return MeasureFloorAsync("floor: HttpClient " + name, ["--of", "http", "--port", origin.Port.ToString(CultureInfo.InvariantCulture), .. validators]);
    }

    private async Task<ScenarioResult> MeasureFloorAsync(string name, IEnumerable<string> options)
    {
        await origin.RoundAsync(_generation, conditional: true);
        var start = Programs.Own(["floor", "--feeds", _feeds.ToString(CultureInfo.InvariantCulture), "--hosts", _hosts.ToString(CultureInfo.InvariantCulture), .. options]);
        var measured = await MeasuredProcess.RunAsync(start);
        var floor = Floor.Read(measured.Output);
        var seen = await origin.RoundAsync(_generation, conditional: true);
        return new ScenarioResult
        {
            Scenario = name,
            WallSeconds = floor.WallSeconds,
            UserSeconds = floor.CpuSeconds,
            MicrosecondsPerFeed = floor.CpuSeconds * 1e6 / _feeds,
            PeakBytes = measured.PeakBytes,
            Requests = seen.Requests,
            ReceivedBytes = seen.Bytes,
            Articles = floor.Count,
        };
    }

    private void Print()
    {
        if (arguments.Has("json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(_results, JsonSerializerOptions.Web));
            return;
        }

        ScenarioTable.Print(_results, _feeds);
    }
}
