using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aggregator.Outputs.Rest;

/// <summary>Instants as everywhere in our JSON: UTC, to the second.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(JsonForms.Instant(value));
}
