using System.Collections.Immutable;
using Aggregator.Configuration.Lists;

namespace Aggregator.Configuration;

/// <summary>A cheap hash of what a directory of lists looks like from outside: names, sizes, times, and where links lead. Reads no file.</summary>
internal sealed class FolderSignature
{
    private readonly HashSet<string> _folders = [];
    private HashCode _hash;

    private FolderSignature()
    {
    }

    /// <summary>Differs when a list was added, removed, written, or put in place by a swapped link; also when the confirmation comes or goes.</summary>
    /// <param name="others">Further files that count.</param>
    public static int Of(string feedsDirectory, ImmutableArray<string> others = default)
    {
        var signature = new FolderSignature();
        foreach (var file in ListFiles.Find(feedsDirectory, new ErrorCollector()))
            signature.Add(file);
        signature.Add(Path.Combine(feedsDirectory, RetirementGuard.FileName));
        foreach (var file in others.IsDefault ? [] : others)
            signature.Add(file);
        return signature._hash.ToHashCode();
    }

    private void Add(string file)
    {
        _hash.Add(file);
        try
        {
            var info = new FileInfo(file);
            AddFolders(info.DirectoryName);
            if (info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
            {
                info = target;
                AddFolders(info.DirectoryName);
            }

            _hash.Add(info.FullName);
            _hash.Add(info.LastWriteTimeUtc);
            _hash.Add(info.Exists ? info.Length : -1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _hash.Add(-2);
        }
    }

    /// <summary>Two versions of a mounted map may agree in size and time, so links among the folders above count as well.</summary>
    private void AddFolders(string? folder)
    {
        for (; folder is not null && _folders.Add(folder); folder = Path.GetDirectoryName(folder))
        {
            if (new DirectoryInfo(folder).LinkTarget is { } target)
                _hash.Add(target);
        }
    }
}
