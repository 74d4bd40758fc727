using System.Globalization;

namespace Aggregator.Benchmarks;

/// <summary>A command and its options: <c>--name value</c>, or <c>--name</c> alone for a switch.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    public Arguments(string[] words)
    {
        Command = words.Length > 0 ? words[0] : "";
        for (var i = 1; i < words.Length && Command != "poller"; i++)
        {
            var name = words[i].StartsWith("--", StringComparison.Ordinal) ? words[i][2..] : throw new ArgumentException($"'{words[i]}' is no option.");
            _options[name] = i + 1 < words.Length && !words[i + 1].StartsWith("--", StringComparison.Ordinal) ? words[++i] : "true";
        }
    }

    public string Command { get; }

    public bool Has(string name) => _options.ContainsKey(name);

    public string? Text(string name) => _options.GetValueOrDefault(name);

    public int Number(string name, int otherwise) =>
        _options.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Milliseconds, written <c>50ms</c> or <c>50</c>.</summary>
    public int Milliseconds(string name) =>
        _options.TryGetValue(name, out var text) ? int.Parse(text.Replace("ms", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) : 0;

    public static int PrintUsage()
    {
        Console.Error.WriteLine(
            """
            stages [--corpus DIR] [--only typical|cases] [--quick]
                the stages of reading beside a bare XmlReader scan: MB/s and bytes allocated per input byte
            scenarios [--feeds N] [--hosts N] [--latency 50ms] [--gzip PERCENT] [--validators PERCENT] [--failures PERCENT] [--entries N] [--without-index] [--only a,b] [--rounds N] [--json]
                the built executable polling a loopback origin: cold, 304, body, new; with floors; of N rounds the middling one
            start [--feeds N] [--hosts N] [--entries N]
                the built daemon: time to its first request, memory while it polls everything and when it has nothing to do
            notmodified [--feeds N] [--hosts N] [--json]
                CPU and bytes allocated for each 304, beside a bare HttpClient loop
            cluster [--daemons 1,2,4] [--feeds N] [--hosts N] [--json]
                daemons that share one PostgreSQL: polls per second, CPU of the daemons and of the server for each poll
            claims [--feeds N] [--hosts N] [--due N] [--only sqlite|postgres]
                what it takes to claim due feeds among very many, on both databases
            stories [--articles N] [--database FILE]
                what an article costs to store while the store grows: rows, index of words, stories, commit
            search [--articles N] [--queries N] [--database FILE] [--merged]
                times of queries over a store, of that file if there is one; merged: after what the daily job does
            bytes [--articles N] [--database FILE] [--corpus DIR]
                bytes an article in a store, and what compressing texts would save and cost
            reads [--articles N] [--requests N] [--data DIR] [--idle]
                lists and changes of the built daemon over HTTP with very many stored articles, while it polls: median, p99, requests per second
            plan [--feeds N]
                what it takes to decide when a feed is polled next
            loop [--seconds N] [--corpus DIR]
                reads the typical corpus over and over, for a profiler
            """);
        return 2;
    }
}
