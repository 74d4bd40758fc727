using Aggregator.Configuration;
using Aggregator.Storage.Keeping;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class BackupFolderTests : IDisposable
{
    private readonly SqliteTestDatabase _file = new();

    [Fact]
    public void The_newest_copies_are_kept_and_files_of_others_are_left_alone()
    {
        var folder = new BackupFolder(_file.Database, new JobsOptions { BackupFolder = "copies", BackupsKept = 2 });
        Directory.CreateDirectory(folder.Path);
        string[] others = ["aggregator-mine.db", "aggregator-20200101.db", "aggregator-20200101T000000Z.db.partial", "notes.txt"];
        foreach (var other in others)
            File.WriteAllText(Path.Combine(folder.Path, other), "mine");
        for (var night = 0; night < 4; night++)
            folder.Write(TestPolls.Noon.AddDays(night));
        var kept = Enumerable.Range(2, 2).Select(night => $"aggregator-{TestPolls.Noon.AddDays(night):yyyyMMdd'T'HHmmss'Z'}.db");
        Assert.Equal(others.Concat(kept).Order(StringComparer.Ordinal), Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal(Path.GetDirectoryName(_file.FilePath), Path.GetDirectoryName(folder.Path));
    }

    [Fact]
    public void A_copy_that_fails_deletes_none()
    {
        var folder = new BackupFolder(_file.Database, new JobsOptions { BackupsKept = 1 });
        var first = folder.Write(TestPolls.Noon);
        Assert.Contains("exists", Assert.Throws<IOException>(() => folder.Write(TestPolls.Noon)).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(first));
    }

    public void Dispose() => _file.Dispose();
}
