using System.CommandLine;
using Aggregator.Commands.Demo;
using Aggregator.Commands.Hosting;
using Aggregator.Configuration;
using Aggregator.Storage;

namespace Aggregator.Commands;

internal static class DemoCommand
{
    /// <summary>The daemon's real settings, hours scaled to seconds.</summary>
    private static readonly string[] Settings =
    [
        "Polling:Interval=2s", "Polling:HostDelay=200ms", "Polling:HostPollsPerMinute=0", "Polling:BackOff=1s", "Polling:MaxBackOff=10s",
        "Polling:MaxPublisherWait=10s", "Fetching:AllowedNetworks=127.0.0.0/8", "Fetching:ContactUrl=https://example.org/about-our-poller",
        "Http:Urls=http://127.0.0.1:0", "Logging:Format=text", "Logging:ProgressInterval=10s",
    ];

    public static Command Create()
    {
        var length = new Option<string?>("--for") { Description = "End after this time, such as 30s; until Ctrl-C without it", HelpName = "TIME" };
        var set = new WorkplaceArguments().Set;
        var command = new Command("demo",
            """
            See it work, without any network: starts a small publishing site on loopback, with a dozen feeds that publish, edit, repeat and misbehave, and the
            daemon with its real settings scaled to seconds. At the end, by Ctrl-C or --for, it holds what is stored against what was served.

            Examples:
              aggregator demo
              aggregator demo --for 30s
            """)
        {
            length,
            set,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var time = Timeout.InfiniteTimeSpan;
            if (arguments.GetValue(length) is { } text && !Durations.TryParse(text, out time))
            {
                Terminal.Error($"--for '{text}' is not {Durations.Allowed}.");
                return 1;
            }
            return await RunAsync(time, arguments.GetValue(set) ?? [], cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static bool IsAmong(string setting, string[] overrides)
    {
        var key = setting[..(setting.IndexOf('=', StringComparison.Ordinal) + 1)];
        return overrides.Any(o => o.StartsWith(key, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<int> RunAsync(TimeSpan time, string[] overrides, CancellationToken cancellation)
    {
        var directory = Directory.CreateTempSubdirectory("aggregator-demo-").FullName;
        var site = new DemoSite(TimeProvider.System);
        await using (site.ConfigureAwait(false))
        {
            await site.StartAsync(cancellation).ConfigureAwait(false);
            var config = Path.Combine(directory, "config");
            Directory.CreateDirectory(Path.Combine(config, "feeds"));
            await File.WriteAllLinesAsync(
                Path.Combine(config, "feeds", "demo.yaml"),
                ["feeds:", .. DemoScript.Feeds.Select(f => $"  - {{ url: \"{site.Url(f)}\", tags: [demo] }}")],
                cancellation).ConfigureAwait(false);

            if (Workplace.Load(config, Path.Combine(directory, "data"), [.. Settings.Where(s => !IsAmong(s, overrides)), .. overrides]) is not { } workplace
                || workplace.LoadCatalog() is not { } catalog)
            {
                return 1;
            }
            using var directoryLock = workplace.Lock();
            if (directoryLock is null || workplace.OpenDatabase() is not { } database)
                return 1;
            using var end = new CancellationTokenSource(time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, end.Token);
            var exit = await Daemon.RunAsync(workplace, Task.FromResult<Catalog?>(catalog), database, either.Token).ConfigureAwait(false);
            return exit == 0 && DemoAudit.Print(site, new FeedStore(database), workplace.DataDirectory) ? 0 : 1;
        }
    }
}
