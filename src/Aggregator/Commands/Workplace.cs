using System.CommandLine;
using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;

namespace Aggregator.Commands;

/// <summary>Where a command works: its settings, its lists, its data. Says on stderr what is wrong with them.</summary>
internal sealed record Workplace(string ConfigDirectory, string DataDirectory, Settings Settings)
{
    public string FeedsDirectory => Path.Combine(ConfigDirectory, "feeds");

    public string DatabasePath => Path.Combine(DataDirectory, "aggregator.db");

    public IncludeCache Includes => new(Path.Combine(DataDirectory, "includes"));

    /// <summary>Null after the errors were printed.</summary>
    public static Workplace? Load(ParseResult arguments, WorkplaceArguments options) => Load(
        arguments.GetValue(options.Config)!, arguments.GetValue(options.Data)!, arguments.GetValue(options.Set) ?? []);

    public static Workplace? Load(string config, string data, IReadOnlyList<string> overrides)
    {
        switch (SettingsLoader.Load(config, overrides, Environment.GetEnvironmentVariables(), CronSchedule.Reader))
        {
            case SettingsOutcome.Loaded loaded:
                return new Workplace(Path.GetFullPath(config), Path.GetFullPath(data), loaded.Settings);
            case SettingsOutcome.Rejected rejected:
                PrintErrors(rejected.Errors);
                return null;
            default:
                throw new InvalidOperationException("an outcome of another kind");
        }
    }

    /// <summary>Null after the errors were printed.</summary>
    public Catalog? LoadCatalog()
    {
        switch (CatalogLoader.Load(FeedsDirectory, CronSchedule.Reader, includes: Includes))
        {
            case CatalogOutcome.Loaded loaded:
                foreach (var missing in loaded.Catalog.Includes.Where(include => !include.HasCopy))
                    Terminal.Warning($"{missing.Location}: {Redactor.Url(missing.Url)} has not been fetched yet, so its feeds are not counted; a running daemon fetches it.");
                return loaded.Catalog;
            case CatalogOutcome.Rejected rejected:
                PrintErrors(rejected.Errors);
                return null;
            default:
                throw new InvalidOperationException("an outcome of another kind");
        }
    }

    /// <summary>The lock under which this process may poll into the data directory; null after the refusal was printed.</summary>
    public DirectoryLock? Lock() => Lock(
        owner =>
        {
            Terminal.Error($"{DataDirectory} is in use by another aggregator{(owner is null ? "" : $" (process {owner})")}; stop it first, or give another --data directory.");
            return 1;
        },
        out _);

    /// <summary>As <see cref="Lock()"/>; who holds it already is handed to <paramref name="taken"/>, whose exit code comes back.</summary>
    public DirectoryLock? Lock(Func<string?, int> taken, out int exitCode)
    {
        exitCode = 1;
        // Daemons on a server share the work; what keeps them apart is in the database.
        if (Settings.Storage.Provider != StorageProvider.Sqlite)
            return DirectoryLock.None;
        try
        {
            if (DirectoryLock.TryTake(DataDirectory, out var owner) is { } lockTaken)
                return lockTaken;
            exitCode = taken(owner);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Terminal.Error($"{DataDirectory} cannot be used: {e.Message} Give --data a directory that can be written.");
        }
        return null;
    }

    /// <summary>Whether <see cref="OpenDatabase"/> would neither make nor migrate anything.</summary>
    public bool HasCurrentDatabase() => DatabaseChoice.IsCurrent(Settings.Storage, DatabasePath);

    /// <summary>The database, made and migrated if need be; null after the refusal was printed.</summary>
    public Database? OpenDatabase()
    {
        switch (DatabaseChoice.Open(Settings.Storage, DatabasePath))
        {
            case DatabaseOpening.Opened opened:
                return opened.Database;
            case DatabaseOpening.Refused refused:
                Terminal.Error(refused.Reason);
                return null;
            default:
                throw new InvalidOperationException("an outcome of another kind");
        }
    }

    /// <summary>The database for reading; null after the refusal was printed. Makes none: there is nothing to read in a new one.</summary>
    public Database? OpenExistingDatabase()
    {
        if (Settings.Storage.Provider != StorageProvider.Sqlite || File.Exists(DatabasePath))
            return OpenDatabase();
        Terminal.Error($"there is no database at {DatabasePath} yet; start the daemon or poll once (aggregator poll --all), or give --data.");
        return null;
    }

    private static void PrintErrors(IReadOnlyCollection<ConfigurationError> errors)
    {
        foreach (var error in errors)
            Terminal.Error(error.ToString());
    }
}
