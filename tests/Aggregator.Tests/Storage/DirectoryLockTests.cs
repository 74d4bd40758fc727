using Aggregator.Storage;

namespace Aggregator.Tests.Storage;

public sealed class DirectoryLockTests
{
    [Fact]
    public void Only_one_holds_it_and_the_next_learns_who()
    {
        var directory = Directory.CreateTempSubdirectory("aggregator-test-");
        try
        {
            using (DirectoryLock.TryTake(directory.FullName, out _))
            {
                Assert.Null(DirectoryLock.TryTake(directory.FullName, out var owner));
                Assert.Equal(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), owner);
            }
            using var again = DirectoryLock.TryTake(directory.FullName, out _);
            Assert.NotNull(again);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void Whoever_looks_learns_who_holds_it_and_takes_nothing()
    {
        var directory = Directory.CreateTempSubdirectory("aggregator-test-");
        try
        {
            Assert.Equal((false, null), DirectoryLock.Look(directory.FullName));
            Assert.Empty(directory.GetFileSystemInfos());
            using (DirectoryLock.TryTake(directory.FullName, out _))
                Assert.Equal((true, Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)), DirectoryLock.Look(directory.FullName));
            Assert.Equal((false, null), DirectoryLock.Look(directory.FullName));
            using var again = DirectoryLock.TryTake(directory.FullName, out _);
            Assert.NotNull(again);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
