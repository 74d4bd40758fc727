using System.CommandLine;

namespace Aggregator.Commands;

/// <summary>The commands, and what an argument line becomes: a run and an exit code. 0 done, 1 failed or refused; <c>status</c> has a third one.</summary>
internal static class CommandLine
{
    /// <summary>Above any <c>Polling:ShutdownDeadline</c>: commands end by themselves when they are asked to, and must not be cut before.</summary>
    private static readonly TimeSpan LongestShutdown = TimeSpan.FromMinutes(15);

    public static Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand(
            """
            Aggregator: polls the RSS, Atom and JSON feeds of your feed lists politely and keeps their articles, each once.

            Without a command it runs as a daemon (run). Settings: config/appsettings.json, then environment (AGGREGATOR_Polling__HostDelay=2s), then
            the command line (--Polling:HostDelay=2s). Feed lists: config/feeds/*.yaml, *.json, *.opml. Reference: config/README.md.

            Examples:
              aggregator demo --for 30s         see it work, without any network
              aggregator                        run the daemon on config/ and data/
              aggregator check                  validate settings and lists
              aggregator poll --all             poll every feed once, now
              aggregator status                 is everything all right, and what to do if not
              aggregator explain example.org    why a feed is polled when it is
              aggregator articles --limit 10    the newest articles
              aggregator simulate --catalog     what polling your feeds leads to
            """);
        var run = RunCommand.Create();
        foreach (var option in run.Options)
            root.Add(option);
        root.Action = run.Action;
        Command[] commands =
        [
            run,
            PollCommand.Create(),
            CheckCommand.Create(),
            PlanCommand.Create(),
            ApplyCommand.Create(),
            RulesCommand.Create(),
            SchemaCommand.Create(),
            JobsCommand.Create(),
            ImportCommand.Create(),
            ExportCommand.Create(),
            StatusCommand.Create(),
            FeedsCommand.Create(),
            HostsCommand.Create(),
            ExplainCommand.Create(),
            ArticlesCommand.Create(),
            SearchCommand.Create(),
            StoriesCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            DoctorCommand.Create(),
            DiscoverCommand.Create(),
            ParseCommand.Create(),
            DemoCommand.Create(),
            SimulateCommand.Create(),
            PublishCommand.Create(),
            WebhooksCommand.Create(),
            KeysCommand.Create(),
            HealthCommand.Create(),
            MigrateStoreCommand.Create(),
        ];
        foreach (var command in commands)
            root.Add(command);
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = LongestShutdown };
        return root.Parse(SettingArguments.Rewrite(arguments)).InvokeAsync(invocation);
    }
}
