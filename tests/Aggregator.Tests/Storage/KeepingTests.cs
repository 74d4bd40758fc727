using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Storage.Keeping;
using Aggregator.Storage.Sqlite;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Data.Sqlite;

namespace Aggregator.Tests.Storage;

public sealed class KeepingTests : IDisposable
{
    private const string Url = "https://one.example/feed";
    private readonly SqliteTestDatabase _file = new();

    private string Copy => _file.FilePath + ".copy";

    [Fact]
    public async Task A_backup_under_load_is_the_database_of_one_instant()
    {
        await using var harness = new WriterHarness(_file, Url);
        await WriteAsync(harness, 0, 20);
        var writing = Task.Run(() => WriteAsync(harness, 20, 60), TestContext.Current.CancellationToken);
        var verified = Assert.IsType<BackupOutcome.Verified>(_file.Database.Backup(Copy));
        await writing;

        Assert.InRange(verified.Articles, 20, 60);
        Assert.Equal(verified.Articles, verified.LastChange);
        Assert.All(SqliteDoctor.Examine(Copy, words: null), finding => Assert.Null(finding.Problem));
        Assert.False(File.Exists(SqliteFile.WriteAheadLog(Copy)));
    }

    [Fact]
    public async Task A_restored_database_is_the_backup_and_the_old_one_is_kept()
    {
        await using (var harness = new WriterHarness(_file, Url))
        {
            await WriteAsync(harness, 0, 3);
            Assert.IsType<BackupOutcome.Verified>(_file.Database.Backup(Copy));
            await WriteAsync(harness, 3, 5);
        }
        // A log that does not belong to the restored file, as a crash leaves one.
        File.WriteAllText(SqliteFile.WriteAheadLog(_file.FilePath), "stale");
        SqliteConnection.ClearAllPools();
        Assert.IsType<BackupOutcome.Verified>(SqliteRestore.Run(Copy, _file.FilePath));

        Assert.False(File.Exists(SqliteFile.WriteAheadLog(_file.FilePath)));
        Assert.True(File.Exists(_file.FilePath + ".replaced-1"));
        Assert.IsType<DatabaseOpening.Opened>(Migrator.Open(new SqliteDatabase(_file.FilePath, new StorageOptions())));
        Assert.Equal(3, _file.Scalar<int>("SELECT COUNT(*) FROM articles"));
    }

    [Fact]
    public void A_backup_never_overwrites()
    {
        File.WriteAllText(Copy, "mine");
        Assert.Contains("exists", Assert.IsType<BackupOutcome.Refused>(_file.Database.Backup(Copy)).Reason, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Copy));
    }

    [Fact]
    public void What_is_no_backup_is_not_restored()
    {
        File.WriteAllText(Copy, new string('x', 5000));
        Assert.IsType<BackupOutcome.Refused>(SqliteRestore.Run(Copy, _file.FilePath));
        Assert.Equal(0, _file.Scalar<int>("SELECT COUNT(*) FROM articles"));
    }

    [Fact]
    public void Half_a_file_is_refused_and_left_alone()
    {
        Assert.IsType<BackupOutcome.Verified>(_file.Database.Backup(Copy));
        using (var file = new FileStream(Copy, FileMode.Open))
            file.SetLength(file.Length / 2);
        var before = File.ReadAllBytes(Copy);
        var refused = Assert.IsType<DatabaseOpening.Refused>(Migrator.Open(new SqliteDatabase(Copy, new StorageOptions())));
        Assert.Contains("restore", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Copy));
        Assert.Contains(SqliteDoctor.Examine(Copy, words: null), finding => finding.Problem is not null && finding.Remedy is not null);
    }

    // A checkpoint writes the first page, which counts the pages, before the last ones; kill -9 between them leaves this, and so does looking while another process writes.
    [Fact]
    public async Task Half_a_checkpoint_is_no_damage_while_the_log_has_the_rest()
    {
        await using (var harness = new WriterHarness(_file, Url))
        {
            await WriteAsync(harness, 0, 2);
            _file.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            await WriteAsync(harness, 2, 40);
            File.Copy(_file.FilePath, Copy);
            File.Copy(SqliteFile.WriteAheadLog(_file.FilePath), SqliteFile.WriteAheadLog(Copy));
            _file.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        var first = new byte[_file.Scalar<int>("PRAGMA page_size")];
        using (var whole = new FileStream(_file.FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            whole.ReadExactly(first);
        using (var half = new FileStream(Copy, FileMode.Open))
        {
            Assert.True(half.Length < new FileInfo(_file.FilePath).Length);
            half.Write(first);
        }
        Assert.IsType<DatabaseOpening.Opened>(Migrator.Open(new SqliteDatabase(Copy, new StorageOptions())));
        Assert.All(SqliteDoctor.Examine(Copy, words: null), finding => Assert.Null(finding.Problem));
        Assert.Equal(40, Assert.IsType<BackupOutcome.Verified>(SqliteBackup.Verify(Copy)).Articles);
    }

    [Fact]
    public void A_database_that_vanished_from_beside_its_log_is_not_made_anew()
    {
        File.WriteAllText(SqliteFile.WriteAheadLog(Copy), "a log");
        Assert.IsType<DatabaseOpening.Refused>(Migrator.Open(new SqliteDatabase(Copy, new StorageOptions())));
        Assert.False(File.Exists(Copy));
    }

    [Fact]
    public async Task A_damaged_page_is_found()
    {
        await using (var harness = new WriterHarness(_file, Url))
            await WriteAsync(harness, 0, 40);
        Assert.IsType<BackupOutcome.Verified>(_file.Database.Backup(Copy));
        using (var file = new FileStream(Copy, FileMode.Open))
        {
            file.Position = 4096 * 3;
            file.Write(new byte[4096 * 8]);
        }
        Assert.Contains(SqliteDoctor.Examine(Copy, words: null), finding => finding.Problem is not null);
        Assert.IsType<BackupOutcome.Refused>(SqliteBackup.Verify(Copy));
    }

    [Fact]
    public void Gaps_and_strays_are_found()
    {
        _file.Execute("INSERT INTO changes (number, kind, article_id, feed_id, revision, at) VALUES (1, 'created', 1, 1, 1, 0), (3, 'created', 2, 1, 1, 0)");
        var problems = SqliteDoctor.Examine(_file.FilePath, words: null).Where(f => f.Problem is not null).Select(f => f.Check);
        Assert.Equal(["change numbers", "change counter"], problems);
    }

    [Fact]
    public void A_new_database_can_give_space_back() => Assert.Equal(2, _file.Scalar<int>("PRAGMA auto_vacuum"));

    public void Dispose() => _file.Dispose();

    private static async Task WriteAsync(WriterHarness harness, int first, int end)
    {
        for (var i = first; i < end; i++)
            await harness.Write(TestPolls.Poll(harness.Claim(1), TestPolls.Noon.AddMinutes(i), Drafts.Draft($"{i}", $"one.example/{i}", $"Title number {i}", new string('t', 3000))));
    }
}
