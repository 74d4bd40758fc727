using System.Globalization;

namespace Aggregator.Storage;

/// <summary>
/// One process polls into one data directory. The lock is the operating system's, on an open file: it ends with the process, however that dies,
/// so nothing has to be cleaned up after a crash.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    private const string OwnerSuffix = ".pid";

    private readonly FileStream? _file;

    private DirectoryLock(FileStream? file) => _file = file;

    /// <summary>Locks nothing: where the data is not in a directory.</summary>
    public static DirectoryLock None { get; } = new(null);

    /// <summary>The lock, or null when another process holds it; then <paramref name="owner"/> is that process' number if it can be read.</summary>
    public static DirectoryLock? TryTake(string directory, out string? owner)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, "aggregator.lock");
        var ownerPath = path + OwnerSuffix;
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            // Beside the locked file: that one nobody else can read while it is held.
            File.WriteAllText(ownerPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            owner = null;
            return new DirectoryLock(file);
        }
        catch (IOException) when (File.Exists(path))
        {
            owner = File.Exists(ownerPath) ? File.ReadAllText(ownerPath) : null;
            return null;
        }
    }

    /// <summary>Whether somebody holds it just now, and the number of that process if it can be read. Nothing is written.</summary>
    public static (bool IsHeld, string? Owner) Look(string directory)
    {
        var path = Path.Combine(directory, "aggregator.lock");
        if (!File.Exists(path))
            return (false, null);
        try
        {
            // Shared: those who look are not in each other's way.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return (false, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (true, File.Exists(path + OwnerSuffix) ? File.ReadAllText(path + OwnerSuffix) : null);
        }
    }

    public void Dispose() => _file?.Dispose();
}
