using System.CommandLine;
using Aggregator.Commands.Hosting;

namespace Aggregator.Commands;

internal static class RunCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var command = new Command("run",
            """
            Run as a daemon: follow the feed lists, poll what is due, store what is new. This is what happens without a command, too.

            Stops by SIGTERM or Ctrl-C: finishes the polls under way (at most Polling:ShutdownDeadline), then exits with 0, or 1 when it had to cut some.
            SIGHUP reads the lists again; a changed list is noticed without it.

            Examples:
              aggregator run --config /etc/aggregator --data /var/lib/aggregator
              aggregator run --Polling:Concurrency=128 --Http:Urls=http://127.0.0.1:9090
            """);
        options.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            // Signals are listened to from when this method first waits; before, SIGTERM would just kill.
            await Task.Yield();
            if (Workplace.Load(arguments, options) is not { } workplace)
                return 1;
            // Thousands of feeds take as long to read as a host to build: both are done at once.
            var lists = Task.Run(workplace.LoadCatalog, CancellationToken.None);
            using var directoryLock = workplace.Lock();
            // Who goes back to the version before, since this one refuses the lists, must find the database as it was.
            var isRefused = directoryLock is null || (!workplace.HasCurrentDatabase() && await lists.ConfigureAwait(false) is null);
            if (!isRefused && workplace.OpenDatabase() is { } database)
                return await Daemon.RunAsync(workplace, lists, database, cancellation).ConfigureAwait(false);
            await lists.ConfigureAwait(false);
            return 1;
        });
        return command;
    }
}
