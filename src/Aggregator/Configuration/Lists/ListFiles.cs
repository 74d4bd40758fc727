using System.Text;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Lists;

/// <summary>Finds the files that are feed lists, and reads each by its extension into a tree.</summary>
internal static class ListFiles
{
    /// <summary>In bytes; some 300,000 feeds.</summary>
    private const long MaxLength = 64L * 1024 * 1024;

    private const int MaxDepth = 16;

    private static readonly string[] Extensions = [".yaml", ".yml", ".json", ".opml"];

    /// <summary>
    /// All lists below the directory, sorted. Hidden files and folders are skipped, which is also how the mounts of Kubernetes
    /// (<c>..data</c>) come out once and not twice. Symbolic links are followed, up to <see cref="MaxDepth"/> levels.
    /// </summary>
    public static IReadOnlyList<string> Find(string directory, ErrorCollector errors)
    {
        var found = new List<string>();
        if (Directory.Exists(directory))
            Walk(directory, 0, found, errors);
        else
            errors.Add(new SourceLocation(directory, 0, 0), "the directory of feed lists does not exist; create it, or name the right one with --config");
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <summary>The tree; null when the file is empty, or after the reason was reported.</summary>
    public static PlacedNode? Read(string file, ErrorCollector errors)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > MaxLength)
            {
                errors.Add(new SourceLocation(file, 0, 0), $"larger than {Sizes.Format(MaxLength)}; split the list into several files");
                return null;
            }

            switch (Path.GetExtension(file).ToLowerInvariant())
            {
                case ".opml":
                    return OpmlReader.Read(file, stream, errors);
                case ".json":
                    var bytes = new byte[stream.Length];
                    return JsonTreeReader.Read(file, bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)), StringComparer.Ordinal, errors);
                default:
                    using (var text = new StreamReader(stream, Encoding.UTF8))
                        return YamlTreeReader.Read(file, text, errors);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new SourceLocation(file, 0, 0), $"cannot be read: {e.Message}");
            return null;
        }
    }

    private static void Walk(string directory, int depth, List<string> found, ErrorCollector errors)
    {
        try
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(directory))
            {
                if (Path.GetFileName(entry).StartsWith('.'))
                    continue;
                if (!Directory.Exists(entry))
                {
                    if (Extensions.Contains(Path.GetExtension(entry), StringComparer.OrdinalIgnoreCase))
                        found.Add(entry);
                }
                else if (depth < MaxDepth)
                {
                    Walk(entry, depth + 1, found, errors);
                }
                else
                {
                    errors.Add(new SourceLocation(entry, 0, 0), $"folders nest deeper than {MaxDepth} levels; does a symbolic link lead back to a folder above?");
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new SourceLocation(directory, 0, 0), $"cannot be listed: {e.Message}");
        }
    }
}
