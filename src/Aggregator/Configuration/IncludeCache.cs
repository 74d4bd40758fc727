using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aggregator.Configuration.Lists;

namespace Aggregator.Configuration;

/// <summary>
/// The last good copies of included lists, in a directory below the data. Lists are read from here only, so that loading them needs no network
/// and a restart retires nothing; a later folder fetches them. A copy that cannot be read counts as missing.
/// </summary>
internal sealed partial class IncludeCache(string directory)
{
    /// <summary>In bytes; the same as of a list in OPML.</summary>
    public const long MaxLength = 10 * 1024 * 1024;

    /// <summary>The bytes of the last good copy, or null.</summary>
    public byte[]? Read(string url)
    {
        try
        {
            return new FileInfo(ListFile(url)) is { Exists: true, Length: <= MaxLength } file ? File.ReadAllBytes(file.FullName) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What is known of the last good copy, or null when there is none.</summary>
    public IncludeCopy? Describe(string url)
    {
        try
        {
            return File.Exists(ListFile(url)) ? JsonSerializer.Deserialize(File.ReadAllText(NoteFile(url)), Json.Default.IncludeCopy) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Null when the bytes are a list, else what is wrong with them.</summary>
    public static string? Check(byte[] bytes)
    {
        var errors = new ErrorCollector();
        var tree = ListTrees.Read("list", bytes, errors);
        return errors.Count > 0 ? errors.Sorted()[0].ToString()
            : tree is Reading.PlacedMapping ? null
            : "it is neither OPML nor a mapping with feeds and groups";
    }

    /// <summary>Puts a new copy in force, whole; the bytes stay as they are when there are none.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory cannot be written.</exception>
    public void Store(IncludeCopy copy, byte[]? bytes)
    {
        Directory.CreateDirectory(directory);
        // The bytes first: validators must never run ahead of what they stand for.
        if (bytes is not null)
            Replace(ListFile(copy.Url), bytes);
        Replace(NoteFile(copy.Url), JsonSerializer.SerializeToUtf8Bytes(copy, Json.Default.IncludeCopy));
    }

    private static void Replace(string file, byte[] bytes)
    {
        File.WriteAllBytes(file + ".new", bytes);
        File.Move(file + ".new", file, overwrite: true);
    }

    private string ListFile(string url) => Path.Combine(directory, Name(url) + ".list");

    private string NoteFile(string url) => Path.Combine(directory, Name(url) + ".json");

    private static string Name(string url) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)).AsSpan(0, 16));

    [JsonSerializable(typeof(IncludeCopy))]
    private sealed partial class Json : JsonSerializerContext;
}
