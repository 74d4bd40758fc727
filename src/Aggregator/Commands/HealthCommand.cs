using System.CommandLine;
using Aggregator.Fetching;

namespace Aggregator.Commands;

internal static class HealthCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var command = new Command("health",
            """
            Ask the running daemon whether it is ready: exit code 0 when it is, 1 when it is not or does not answer. For container health checks.

            Example:
              aggregator health --config /config
            """);
        options.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace)
                return 1;
            var urls = workplace.Settings.Http.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (urls.Length == 0)
            {
                Terminal.Error("Http:Urls is empty: the daemon listens nowhere and cannot be asked.");
                return 1;
            }
            var answer = await OwnEndpoint.GetAsync(urls[0], "/health/ready", Limit, cancellation).ConfigureAwait(false);
            Terminal.Out.Profile.Out.Writer.WriteLine(answer.Text);
            return answer.Succeeded ? 0 : 1;
        });
        return command;
    }
}
