using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Aggregator.Benchmarks.Processes;

namespace Aggregator.Benchmarks.Origins;

/// <summary>The running origin, seen from the one who measures.</summary>
internal sealed class Origin : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client = new();

    private Origin(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <param name="options">Options of the <c>origin</c> command.</param>
    public static Origin Start(IEnumerable<string> options)
    {
        var start = Programs.Own(["origin", .. options]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        return new Origin(process, int.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture));
    }

    /// <summary>Loopback addresses from 127.0.0.2 on; feeds take turns on them.</summary>
    public static string Url(int port, int feed, int hosts)
    {
        var host = (feed % hosts) + 2;
        return string.Create(CultureInfo.InvariantCulture, $"http://127.{host >> 16}.{(host >> 8) & 255}.{host & 255}:{port}/feed/{feed}");
    }

    /// <summary>Ends a round, returns what was seen in it, and begins the next.</summary>
    public async Task<OriginCounts> RoundAsync(int generation, bool conditional) =>
        (await _client.GetFromJsonAsync<OriginCounts>($"http://127.0.0.1:{Port}/-/round?generation={generation}&conditional={conditional}"))!;

    /// <summary>What the round that goes on has seen by now.</summary>
    public async Task<OriginCounts> LookAsync() => (await _client.GetFromJsonAsync<OriginCounts>($"http://127.0.0.1:{Port}/-/look"))!;

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _client.Dispose();
    }
}
