using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Aggregator.Benchmarks.Origins;
using Aggregator.Benchmarks.Processes;
using Aggregator.Tests.Storage.Databases;
using Npgsql;

namespace Aggregator.Benchmarks.Clusters;

/// <summary>
/// One, two and four daemons that share one PostgreSQL, all on this machine: how fast they poll all feeds, new and then unchanged, and what each poll costs the
/// daemons and the server. A round begins by making all feeds due at once.
/// </summary>
internal sealed class ClusterRun(Arguments arguments, Origin origin, PostgresServer server)
{
    private readonly int _feeds = arguments.Number("feeds", 2_000);
    private readonly int _hosts = arguments.Number("hosts", 200);
    private readonly List<ClusterResult> _results = [];

    public static async Task<int> RunAsync(Arguments arguments)
    {
        if (PostgresServer.Programs is null)
        {
            Console.Error.WriteLine("PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin or AGGREGATOR_TEST_POSTGRES.");
            return 2;
        }
        using var origin = Origin.Start([]);
        using var server = new PostgresServer();
        return await new ClusterRun(arguments, origin, server).RunAsync();
    }

    private async Task<int> RunAsync()
    {
        foreach (var daemons in (arguments.Text("daemons") ?? "1,2,4").Split(','))
            await MeasureAsync(int.Parse(daemons, CultureInfo.InvariantCulture));
        Print();
        return _results.Any(result => result.Wrong != 0) ? 1 : 0;
    }

    private async Task MeasureAsync(int number)
    {
        using var workplace = new Workplace(origin.Port, _feeds, _hosts);
        var schema = $"cluster_{number}";
        var address = $"{server.ConnectionString};Search Path={schema}";
        var daemons = new List<Process>();
        try
        {
            for (var i = 0; i < number; i++)
                daemons.Add(Start(workplace, address));
            using var connection = new NpgsqlConnection($"{address};Pooling=false");
            await connection.OpenAsync();
            await UntilAsync(connection, $"SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '{schema}' AND table_name = 'feeds'", 1);
            await UntilAsync(connection, "SELECT COUNT(*) FROM feeds", _feeds);
            await UntilAsync(connection, "SELECT COUNT(*) FROM daemons", number);
            await origin.RoundAsync(0, conditional: true);
            foreach (var (round, polls) in new[] { ("new", 1), ("304", 2), ("304", 3) })
                _results.Add(await PlayAsync(connection, daemons, round, polls));
        }
        finally
        {
            foreach (var daemon in daemons)
            {
                daemon.Kill();
                await daemon.WaitForExitAsync();
                daemon.Dispose();
            }
        }
    }

    private Process Start(Workplace workplace, string address)
    {
        var start = Workplace.Prepare(Programs.Aggregator(arguments.Text("executable"), workplace.Run));
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["AGGREGATOR_Storage__Provider"] = "postgres";
        start.Environment["AGGREGATOR_Storage__ConnectionString"] = address;
        start.Environment["AGGREGATOR_Http__Urls"] = "http://127.0.0.1:0";
        start.Environment["AGGREGATOR_Logging__Level"] = "error";
        // First polls wait for the round, however many the daemons.
        start.Environment["AGGREGATOR_Polling__SpreadPerSecond"] = "1";
        var daemon = Process.Start(start)!;
        daemon.OutputDataReceived += (_, _) => { };
        daemon.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text)
                Console.Error.WriteLine(text);
        };
        daemon.BeginOutputReadLine();
        daemon.BeginErrorReadLine();
        return daemon;
    }

    private async Task<ClusterResult> PlayAsync(NpgsqlConnection connection, List<Process> daemons, string round, int polls)
    {
        double CpuOfDaemons() => daemons.Sum(daemon => ProcessTimes.OfOne(daemon.Id));
        double daemonCpu = CpuOfDaemons(), serverCpu = ProcessTimes.OfTree(server.Id);
        var clock = Stopwatch.StartNew();
        await ExecuteAsync(connection, "UPDATE feeds SET next_poll_at = 0, not_before = 0; UPDATE hosts SET not_before = 0");
        await UntilAsync(connection, $"SELECT COUNT(*) FROM feeds WHERE polls >= {polls}", _feeds);
        var wall = clock.Elapsed.TotalSeconds;
        var wrong = await CountAsync(connection, $"SELECT COUNT(*) FROM feeds WHERE failures > 0 OR polls <> {polls}");
        return new(round, daemons.Count, _feeds, wall, CpuOfDaemons() - daemonCpu, ProcessTimes.OfTree(server.Id) - serverCpu, wrong);
    }

    private static async Task UntilAsync(NpgsqlConnection connection, string sql, long wanted)
    {
        while (await CountAsync(connection, sql) < wanted)
            await Task.Delay(20);
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql)
    {
        try
        {
            await using var command = Command(connection, sql);
            return (long)(await command.ExecuteScalarAsync())!;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return 0;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync();
    }

#pragma warning disable CA2100 // constants of this program
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection);
#pragma warning restore CA2100

    private void Print()
    {
        if (arguments.Has("json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(_results, JsonSerializerOptions.Web));
            return;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_feeds} feeds on {_hosts} hosts, {Environment.ProcessorCount} cores for daemons, server and origin"));
        Console.WriteLine("| round | daemons | wall s | polls/s | daemons' CPU ms a poll | server's CPU ms a poll |");
        Console.WriteLine("| --- | --: | --: | --: | --: | --: |");
        foreach (var r in _results)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {r.Round} | {r.Daemons} | {r.WallSeconds:0.0} | {r.PollsPerSecond:0} | {r.DaemonMilliseconds:0.00} | {r.ServerMilliseconds:0.00} |"));
        }

        foreach (var r in _results.Where(r => r.Wrong != 0))
            Console.WriteLine($"WRONG: {r.Round} by {r.Daemons}: {r.Wrong} feeds failed or were polled more than once");
    }
}
