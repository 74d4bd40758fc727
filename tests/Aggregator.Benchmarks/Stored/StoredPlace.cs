namespace Aggregator.Benchmarks.Stored;

/// <summary>Where a database lies: the file that was asked for, which is kept, or one that goes away.</summary>
internal sealed class StoredPlace(string? wanted) : IDisposable
{
    private readonly DirectoryInfo? _temporary = wanted is null ? Directory.CreateTempSubdirectory("aggregator-stored-") : null;

    public string Path => wanted ?? System.IO.Path.Combine(_temporary!.FullName, "aggregator.db");

    public void Dispose() => _temporary?.Delete(recursive: true);
}
