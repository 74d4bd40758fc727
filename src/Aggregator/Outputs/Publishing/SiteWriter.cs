using System.Text;

namespace Aggregator.Outputs.Publishing;

/// <summary>
/// Puts a site into a folder. Each file is whole at any moment; one that is the same already is not touched, so that its time of change and what copies the
/// folder on stay quiet. Pages of earlier sites that are none any more go; files that we did not write never do.
/// </summary>
internal static class SiteWriter
{
    private const string Manifest = ".aggregator-site";

    /// <returns>Files written and files removed.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public static (int Written, int Removed) Write(string folder, IEnumerable<SiteFile> files)
    {
        Directory.CreateDirectory(folder);
        var manifest = Path.Combine(folder, Manifest);
        var before = File.Exists(manifest) ? File.ReadAllLines(manifest) : [];
        var paths = new List<string>();
        var written = 0;
        foreach (var file in files)
        {
            paths.Add(file.Path);
            written += WriteFile(Path.Combine(folder, file.Path), file.Content) ? 1 : 0;
        }
        // Before the old ones go: whoever dies in between has them in neither list twice.
        var gone = before.Except(paths, StringComparer.Ordinal).Where(path => IsWithin(folder, path)).ToList();
        WriteFile(manifest, string.Join('\n', paths.Concat(gone).Order(StringComparer.Ordinal)) + "\n");
        foreach (var path in gone)
            File.Delete(Path.Combine(folder, path));
        WriteFile(manifest, string.Join('\n', paths.Order(StringComparer.Ordinal)) + "\n");
        return (written, gone.Count);
    }

    private static bool WriteFile(string path, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        if (File.Exists(path) && new FileInfo(path).Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".tmp";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, path, overwrite: true);
        return true;
    }

    /// <summary>The list lies in a folder that others may write to: nothing outside of it is removed by what it says.</summary>
    private static bool IsWithin(string folder, string path)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(Path.Combine(folder, path));
        return path.Length > 0 && full.StartsWith(root, StringComparison.Ordinal) && File.Exists(full);
    }
}
