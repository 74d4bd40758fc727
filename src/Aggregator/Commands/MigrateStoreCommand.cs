using System.CommandLine;
using Aggregator.Configuration;
using Aggregator.Storage;

namespace Aggregator.Commands;

internal static class MigrateStoreCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var to = new Option<string>("--to") { Description = "PostgreSQL, as in Storage:ConnectionString, or the path of a SQLite file", HelpName = "STORE", Required = true };
        var command = new Command("migrate-store",
            """
            Copy everything from the database of the settings into another, empty one: from SQLite to PostgreSQL, or back. Stop all daemons first. What
            breaks off goes on where it was when it is run again. At the end both are read and compared; exit code 1 when they differ.

            Afterwards set Storage:Provider and Storage:ConnectionString to the new one. The old one is left as it is.

            Examples:
              aggregator migrate-store --to postgres://aggregator@db.example.org/aggregator
              aggregator migrate-store --to data/aggregator.db --Storage:Provider=postgres --Storage:ConnectionString_FILE=/run/secrets/store
            """)
        {
            to,
        };
        options.AddTo(command);
        command.SetAction((arguments, cancellation) => Task.FromResult(Run(arguments, options, arguments.GetValue(to)!, cancellation)));
        return command;
    }

    private static int Run(ParseResult arguments, WorkplaceArguments options, string to, CancellationToken cancellation)
    {
        if (Workplace.Load(arguments, options) is not { } workplace)
            return 1;
        using var directoryLock = workplace.Lock();
        if (directoryLock is null || workplace.OpenExistingDatabase() is not { } source)
            return 1;
        switch (DatabaseChoice.Open(Target(workplace.Settings.Storage, to), to))
        {
            case DatabaseOpening.Opened opened:
                return Copy(source, opened.Database, cancellation);
            case DatabaseOpening.Refused refused:
                Terminal.Error(refused.Reason);
                return 1;
            default:
                throw new InvalidOperationException("an outcome of another kind");
        }
    }

    private static StorageOptions Target(StorageOptions settings, string to) =>
        to.Contains("://", StringComparison.Ordinal) || to.Contains("Host=", StringComparison.OrdinalIgnoreCase)
        ? settings with { Provider = StorageProvider.Postgres, ConnectionString = to }
        : settings with { Provider = StorageProvider.Sqlite, ConnectionString = null };

    private static int Copy(Database source, Database target, CancellationToken cancellation)
    {
        var writer = Terminal.Out.Profile.Out.Writer;
        if ((source.Refusal(TimeProvider.System.GetUtcNow()) ?? target.Refusal(TimeProvider.System.GetUtcNow())) is { } busy)
        {
            Terminal.Error(busy);
            return 1;
        }
        var copier = new StoreCopier(source, target);
        if (copier.Refusal() is { } refusal)
        {
            Terminal.Error(refusal);
            return 1;
        }
        try
        {
            copier.Copy((table, done, total) => writer.WriteLine($"{table}: {done} of {total}"), cancellation);
        }
        catch (OperationCanceledException)
        {
            Terminal.Error("broken off; run it again to go on.");
            return 1;
        }
        var good = true;
        foreach (var (table, rows, isSame) in copier.Verify())
        {
            writer.WriteLine($"{table}: {rows} rows {(isSame ? "verified" : "DIFFER")}");
            good &= isSame;
        }
        if (!good)
            Terminal.Error($"{target.Name} is not the same as {source.Name}; was a daemon running? Empty it and begin anew.");
        return good ? 0 : 1;
    }
}
