using System.Globalization;
using Aggregator.Configuration;

namespace Aggregator.Storage.Keeping;

/// <summary>
/// Backups by date in one folder (<c>aggregator-20260301T041700Z.db</c>), of which the newest are kept. A copy is verified before an older one
/// goes, and only files with such names ever go.
/// </summary>
internal sealed class BackupFolder(Database database, JobsOptions options)
{
    private const string Prefix = "aggregator-";
    private const string Suffix = ".db";
    private const string Date = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Beside the database, unless it is named from the root on.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(database.Name) ?? "", options.BackupFolder);

    /// <returns>The copy.</returns>
    /// <exception cref="IOException">There is none; the message says why. What was there before stays.</exception>
    public string Write(DateTimeOffset now)
    {
        Directory.CreateDirectory(Path);
        var file = System.IO.Path.Combine(Path, Prefix + now.UtcDateTime.ToString(Date, CultureInfo.InvariantCulture) + Suffix);
        if (database.Backup(file) is BackupOutcome.Refused refused)
            throw new IOException(refused.Reason);
        // The dates in the names sort as the names do.
        foreach (var old in Directory.EnumerateFiles(Path, Prefix + "*" + Suffix).Where(IsOurs).OrderDescending(StringComparer.Ordinal).Skip(options.BackupsKept))
            File.Delete(old);
        return file;
    }

    private static bool IsOurs(string path) => DateTime.TryParseExact(
        System.IO.Path.GetFileName(path)[Prefix.Length..^Suffix.Length], Date, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
