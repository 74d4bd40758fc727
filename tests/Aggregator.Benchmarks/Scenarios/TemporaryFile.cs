namespace Aggregator.Benchmarks.Scenarios;

/// <summary>A path for a file in a folder of its own, which goes with everything that was written beside it.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aggregator-benchmark-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "file");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
