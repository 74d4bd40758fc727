using System.Text;

namespace Aggregator.EndToEnd.Processes;

/// <summary>An operator's folders, empty and temporary, with settings that let loopback be polled at full speed.</summary>
internal sealed class Workspace : IDisposable
{
    public Workspace()
    {
        Root = Directory.CreateTempSubdirectory("aggregator-").FullName;
        Directory.CreateDirectory(Path.Combine(Config, "feeds"));
    }

    public string Root { get; }
    public string Config => Path.Combine(Root, "config");
    public string Data => Path.Combine(Root, "data");

    /// <summary>Settings of the process, by the names that operators use.</summary>
    public Dictionary<string, string> Environment { get; } = new()
    {
        ["AGGREGATOR_Fetching__AllowedNetworks"] = "127.0.0.0/8",
        ["AGGREGATOR_Http__Urls"] = "http://127.0.0.1:0",
        ["AGGREGATOR_Logging__Format"] = "text",
        ["AGGREGATOR_Polling__HostConcurrency"] = "1",
        ["AGGREGATOR_Polling__HostDelay"] = "0s",
        ["AGGREGATOR_Polling__HostPollsPerMinute"] = "0",
    };

    /// <summary>Writes a feed list, whole at once: whoever watches the folder never sees half of it.</summary>
    /// <param name="name">Of the file.</param>
    /// <param name="urls">One feed each.</param>
    /// <param name="changed">The time of change that the file is to claim; now when null.</param>
    public void WriteList(string name, IEnumerable<string> urls, DateTime? changed = null)
    {
        var text = urls.Aggregate(new StringBuilder("feeds:\n"), (text, url) => text.Append("  - url: ").Append(url).Append('\n'));
        WriteText(name, text.ToString(), changed);
    }

    public void WriteText(string name, string text, DateTime? changed = null)
    {
        var written = Path.Combine(Root, name);
        File.WriteAllText(written, text);
        if (changed is { } time)
            File.SetLastWriteTimeUtc(written, time);
        File.Move(written, Path.Combine(Config, "feeds", name), overwrite: true);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
