using System.Collections;
using Aggregator.Configuration.Lists;

namespace Aggregator.Configuration;

/// <summary>Reads all feed lists of a directory into one catalog. Never half: any error anywhere rejects the whole, with every error told.</summary>
internal static class CatalogLoader
{
    /// <summary>An empty directory is an empty catalog; a missing one is an error, since it is most likely a wrong path.</summary>
    /// <param name="feedsDirectory">Usually <c>config/feeds</c>.</param>
    /// <param name="cron">Checks <c>schedule:</c> expressions.</param>
    /// <param name="environment">Where <c>{env: NAME}</c> looks; the environment of the process when null.</param>
    /// <param name="includes">Copies of included lists; without it, included lists are empty.</param>
    public static CatalogOutcome Load(string feedsDirectory, CronReader cron, IDictionary? environment = null, IncludeCache? includes = null)
    {
        // Before they are read: what changes from now on will look different.
        var signature = FolderSignature.Of(feedsDirectory);
        var errors = new ErrorCollector();
        var secrets = new SecretReader(environment ?? Environment.GetEnvironmentVariables(), errors);
        var keys = new FeedKeys(cron, secrets, errors);
        var interpreter = new ListInterpreter(keys, cron, includes, ListVocabulary.Own, errors);
        foreach (var file in ListFiles.Find(feedsDirectory, errors))
        {
            if (ListFiles.Read(file, errors) is { } root)
                interpreter.Add(file, root);
        }

        var catalog = interpreter.ToCatalog() with { SecretFiles = [.. secrets.Files], Signature = signature };
        return errors.Count == 0 ? new CatalogOutcome.Loaded(catalog) : new CatalogOutcome.Rejected(errors.Sorted());
    }
}
