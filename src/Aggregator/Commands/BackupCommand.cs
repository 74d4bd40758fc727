using System.CommandLine;
using System.Globalization;
using Aggregator.Storage.Keeping;

namespace Aggregator.Commands;

internal static class BackupCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var file = new Argument<string>("FILE") { Description = "The file to write; there must be none of that name" };
        var command = new Command("backup",
            """
            Copy the database into one file, while the daemon runs. The copy is the database of one instant; it is opened and counted before it gets its name.
            PostgreSQL is backed up by its own pg_dump.

            Examples:
              aggregator backup /var/backups/aggregator-$(date +%F).db
              aggregator backup copy.db --data /var/lib/aggregator
            """)
        {
            file,
        };
        options.AddTo(command);
        command.SetAction(arguments => Workplace.Load(arguments, options)?.OpenExistingDatabase() is { } database
            ? Report(database.Backup(arguments.GetValue(file)!), "backed up to")
            : 1);
        return command;
    }

    public static int Report(BackupOutcome outcome, string done)
    {
        switch (outcome)
        {
            case BackupOutcome.Verified verified:
                Terminal.Out.Profile.Out.Writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{done} {verified.Path}: {verified.Bytes} bytes, {verified.Feeds} feeds, {verified.Articles} articles, last change {verified.LastChange}"));
                return 0;
            case BackupOutcome.Refused refused:
                Terminal.Error(refused.Reason);
                return 1;
            default:
                throw new InvalidOperationException("an outcome of another kind");
        }
    }
}
