using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aggregator.Normalizing;
using Aggregator.Storage.Repairs;

namespace Aggregator.Storage;

/// <summary>JSON in columns and parameters: compact, readable characters unescaped, nulls left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IEnumerable<long>))]
[JsonSerializable(typeof(IEnumerable<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IEnumerable<Person>))]
[JsonSerializable(typeof(IEnumerable<Enclosure>))]
[JsonSerializable(typeof(RepairEvidence))]
internal sealed partial class StorageJson : JsonSerializerContext
{
    /// <summary>For <c>json_each</c>, as <c>atom</c>.</summary>
    public static string Numbers(IEnumerable<long> numbers) => JsonSerializer.Serialize(numbers, Default.IEnumerableInt64);

    /// <summary>For <c>json_each</c>, as <c>atom</c>.</summary>
    public static string Texts(IEnumerable<string> texts) => JsonSerializer.Serialize(texts, Default.IEnumerableString);

    /// <summary>For a column.</summary>
    public static string Readable(IEnumerable<string> texts) => JsonSerializer.Serialize(texts, Columns.IEnumerableString);

    /// <summary>The text is stored, never written into HTML, so non-ASCII letters may stay as they are.</summary>
    public static StorageJson Columns { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
