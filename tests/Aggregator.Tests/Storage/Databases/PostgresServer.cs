using System.Diagnostics;
using System.Globalization;

namespace Aggregator.Tests.Storage.Databases;

/// <summary>
/// A PostgreSQL server of our own, from the programs that the machine has: empty, in a temporary folder, reached by a socket in it.
/// It ends, and its folder goes, with the process that started it, however that ends.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aggregator-postgres-").FullName;
    private Process? _running;

    /// <summary>Read all the time, or the server stands still when the pipe is full.</summary>
    private Task _log = Task.CompletedTask;

    public PostgresServer()
    {
        // The server refuses to run as root.
        if (User is not null)
            Run("chown", User, _folder);
        Run([.. AsUser, Path.Combine(Programs!, "initdb"), "-D", Data, "-U", "aggregator", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        Start();
    }

    /// <summary>The folder that holds <c>initdb</c> and <c>postgres</c>; null when there is none.</summary>
    public static string? Programs { get; } = Environment.GetEnvironmentVariable("AGGREGATOR_TEST_POSTGRES") is { Length: > 0 } named
        ? named
        : Candidates().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    /// <summary>Of the server that all others are children of; while it runs.</summary>
    public int Id => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    public string ConnectionString => $"Host={_folder};Username=aggregator;Database=postgres;Include Error Detail=true";

    private string Data => Path.Combine(_folder, "data");

    private static string? User => !Environment.IsPrivilegedProcess ? null
        : File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static string[] AsUser => User is null ? [] : ["setpriv", $"--reuid={User}", "--regid=" + Group, "--clear-groups", "--"];

    private static string Group => User == "nobody" ? "nogroup" : User!;

    public void Start()
    {
        // The shell holds the other end of our pipe: when we are gone, it ends the server and removes the folder.
        string[] server =
        [
            .. AsUser, Path.Combine(Programs!, "postgres"), "-D", Data, "-k", _folder, "-c", "listen_addresses=", "-c", "fsync=off",
            "-c", "full_page_writes=off", "-c", "max_connections=300", "-c", "shared_buffers=64MB",
        ];
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        start.Environment["LC_ALL"] = "C";
        string[] arguments = ["-c", "folder=$1; shift; \"$@\" & server=$!; read -r word; kill -QUIT $server; wait $server; [ \"$word\" = stop ] || rm -rf \"$folder\"", "sh", _folder, .. server];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _running = Process.Start(start)!;
        var said = new List<string>();
        while (_running.StandardError.ReadLine() is { } line)
        {
            said.Add(line);
            if (line.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                _log = _running.StandardError.ReadToEndAsync();
                return;
            }
        }
        throw new InvalidOperationException($"PostgreSQL did not start:\n{string.Join('\n', said)}");
    }

    /// <summary>As by a power cut: nothing is finished, connections break. The data stays for the next <see cref="Start"/>.</summary>
    public void Crash() => End("stop");

    public void Dispose() => End("remove");

    private void End(string word)
    {
        if (_running is null)
            return;
        _running.StandardInput.WriteLine(word);
        _running.WaitForExit();
        _log.Wait();
        _running.Dispose();
        _running = null;
    }

    private static void Run(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)}\n{output}\n{errors.Result}");
    }

    private static IEnumerable<string> Candidates() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin"))
        : [];
}
