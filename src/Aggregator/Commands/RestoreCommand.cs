using System.CommandLine;
using Aggregator.Storage;

namespace Aggregator.Commands;

internal static class RestoreCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var file = new Argument<string>("FILE") { Description = "A file that aggregator backup wrote" };
        var command = new Command("restore",
            """
            Put a backup in the place of the database. The daemon must be stopped. The backup is verified first; the database that was there is kept beside it
            as aggregator.db.replaced-1, and its write-ahead log does not touch the restored one. PostgreSQL is restored by its own pg_restore.

            Example:
              systemctl stop aggregator && aggregator restore /var/backups/aggregator-2026-11-01.db --data /var/lib/aggregator
            """)
        {
            file,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace)
                return 1;
            using var directoryLock = workplace.Lock();
            return directoryLock is null ? 1 : BackupCommand.Report(DatabaseChoice.Restore(workplace.Settings.Storage, workplace.DatabasePath, arguments.GetValue(file)!), "restored to");
        });
        return command;
    }
}
