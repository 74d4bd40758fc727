namespace Aggregator.Configuration;

/// <summary>A cheap hash of what a directory of lists looks like from outside: names, sizes, times. Reads no file.</summary>
internal static class FolderSignature
{
    /// <summary>Differs when a list was added, removed, written, or put in place by a swapped link; also when the confirmation comes or goes.</summary>
    public static int Of(string feedsDirectory)
    {
        var hash = new HashCode();
        foreach (var file in Lists.ListFiles.Find(feedsDirectory, new ErrorCollector()))
            Add(ref hash, file);
        Add(ref hash, Path.Combine(feedsDirectory, RetirementGuard.FileName));
        return hash.ToHashCode();
    }

    private static void Add(ref HashCode hash, string file)
    {
        hash.Add(file);
        try
        {
            var info = new FileInfo(file);
            var target = info.ResolveLinkTarget(returnFinalTarget: true) ?? info;
            hash.Add(target.FullName);
            hash.Add(target.LastWriteTimeUtc);
            hash.Add((target as FileInfo)?.Exists == true ? ((FileInfo)target).Length : -1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            hash.Add(-2);
        }
    }
}
