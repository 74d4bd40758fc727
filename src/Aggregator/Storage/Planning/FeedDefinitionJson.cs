using System.Collections.Immutable;
using System.Text.Json;
using Aggregator.Configuration;

namespace Aggregator.Storage.Planning;

/// <summary>The settings of a feed as the database keeps them: one JSON object, sorted, without secrets. Equal settings are equal texts.</summary>
internal static class FeedDefinitionJson
{
    public static string Of(FeedDefinition feed) => JsonSerializer.Serialize(FeedSettings.Of(feed), StorageJson.Columns.IReadOnlyDictionaryStringString);

    public static IReadOnlyDictionary<string, string> Read(string json) =>
        JsonSerializer.Deserialize(json, StorageJson.Columns.IReadOnlyDictionaryStringString) ?? ImmutableSortedDictionary<string, string>.Empty;
}
