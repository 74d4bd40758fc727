using System.CommandLine;
using System.Data.Common;
using Aggregator.Commands.Status;
using Aggregator.Storage;
using Spectre.Console;

namespace Aggregator.Commands;

internal static class StatusCommand
{
    /// <summary>Something needs a human. 1 says that this could not be found out.</summary>
    private const int NeedsHuman = 2;

    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var once = new Option<bool>("--once") { Description = "Show it once and end; so it is anyway when the output is no terminal" };
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("status",
            """
            Is everything all right, and what to do if not: feeds by health, articles an hour, how long articles were on their way, polls by outcome, hosts that
            are left alone, jobs, and what needs a human with the reason and the remedy. Goes on until Ctrl-C and looks again every two seconds; with --once, with
            --format json or into a pipe it ends at once: with 0 when all is right, with 2 when something needs a human, with 1 when that could not be found out.
            Reads the database: a daemon may run or not.

            Examples:
              aggregator status
              aggregator status --once || mail -s "aggregator" me < /dev/null
              aggregator status --format json | jq '.needsHuman[] | .subject + ": " + .reason'
            """)
        {
            once,
            format,
        };
        options.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace || workplace.OpenExistingDatabase() is not { } database)
                return 1;
            var source = new StatusSource(workplace, database, TimeProvider.System);
            var isJson = arguments.GetValue(format) == OutputFormat.Json;
            if (isJson || arguments.GetValue(once) || Console.IsOutputRedirected || !Terminal.Out.Profile.Capabilities.Interactive)
                return ShowOnce(source, database, isJson);
            await ShowLiveAsync(source, database, cancellation).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static int ShowOnce(StatusSource source, Database database, bool isJson)
    {
        try
        {
            var status = source.Read();
            if (isJson)
                StatusJson.Write(status);
            else
                Terminal.Out.Write(StatusView.Of(status, int.MaxValue));
            return status.Summary.IsAllRight ? 0 : NeedsHuman;
        }
        catch (DbException e)
        {
            Terminal.Error(database.Explain(e));
            return 1;
        }
    }

    private static Task ShowLiveAsync(StatusSource source, Database database, CancellationToken cancellation) =>
        Terminal.Out.Live(new Text("")).Overflow(VerticalOverflow.Ellipsis).StartAsync(async screen =>
        {
            while (!cancellation.IsCancellationRequested)
            {
                try
                {
                    screen.UpdateTarget(StatusView.Of(source.Read(), Terminal.Out.Profile.Height - 1));
                }
                catch (DbException e)
                {
                    // It may come back: the screen goes on and says so.
                    screen.UpdateTarget(new Text(database.Explain(e), new Style(Color.Red)));
                }
                await Task.Delay(Refresh, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });
}
