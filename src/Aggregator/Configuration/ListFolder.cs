using Aggregator.Configuration.Lists;

namespace Aggregator.Configuration;

/// <summary>The folder of the feed lists, for those who look at what is in it just now.</summary>
internal sealed class ListFolder(string directory, Func<CatalogOutcome> load, CatalogSource source)
{
    /// <summary>What the daemon would read; costs as much as a reload.</summary>
    public CatalogOutcome Load() => load();

    /// <summary>Changes with any file of the lists; cheap.</summary>
    public int Signature() => FolderSignature.Of(directory, source.Current.SecretFiles);

    /// <summary>All lists, sorted.</summary>
    public IReadOnlyList<string> Files() => ListFiles.Find(directory, new ErrorCollector());

    /// <summary>As operators call it: relative to the folder. Addresses and files elsewhere stay as they are.</summary>
    public string NameOf(string file) =>
        Path.IsPathRooted(file) && Path.GetRelativePath(directory, file) is var name && !name.StartsWith("..", StringComparison.Ordinal) ? name : Redactor.Url(file);

    public string PlaceOf(SourceLocation place) => (place with { File = NameOf(place.File) }).ToString();
}
