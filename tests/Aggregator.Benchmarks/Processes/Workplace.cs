using System.Diagnostics;
using System.Text;
using Aggregator.Benchmarks.Origins;
using Microsoft.Data.Sqlite;

namespace Aggregator.Benchmarks.Processes;

/// <summary>An operator's folders in a temporary place, with a list of the origin's feeds.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("aggregator-benchmark-").FullName;

    public Workplace(int port, int feeds, int hosts)
    {
        var lists = Directory.CreateDirectory(Path.Combine(_root, "config", "feeds")).FullName;
        var text = new StringBuilder("feeds:\n");
        for (var feed = 0; feed < feeds; feed++)
            text.Append("  - url: ").Append(Origin.Url(port, feed, hosts)).Append('\n');
        File.WriteAllText(Path.Combine(lists, "all.yaml"), text.ToString());
    }

    public string Database => Path.Combine(_root, "data", "aggregator.db");

    public IReadOnlyList<string> PollAll =>
        ["poll", "--all", "--config", Path.Combine(_root, "config"), "--data", Path.Combine(_root, "data")];

    public IReadOnlyList<string> Run => ["run", "--config", Path.Combine(_root, "config"), "--data", Path.Combine(_root, "data")];

    /// <summary>Loopback may be polled, and hosts are not paced: it is the program that is measured, not its politeness.</summary>
    public static ProcessStartInfo Prepare(ProcessStartInfo start)
    {
        start.Environment["AGGREGATOR_Fetching__AllowedNetworks"] = "127.0.0.0/8";
        start.Environment["AGGREGATOR_Polling__HostDelay"] = "0s";
        start.Environment["AGGREGATOR_Polling__HostPollsPerMinute"] = "0";
        return start;
    }

    public long DatabaseBytes => Directory.EnumerateFiles(Path.GetDirectoryName(Database)!, "aggregator.*").Sum(path => new FileInfo(path).Length);

    public long Count(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this program
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    public void Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this program
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
