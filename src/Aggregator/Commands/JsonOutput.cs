using System.Text.Json;
using Aggregator.Outputs;

namespace Aggregator.Commands;

/// <summary>Writes items to stdout: as one JSON array for people, or one object a line for pipes.</summary>
internal static class JsonOutput
{
    public static void Write<T>(IEnumerable<T> items, string format, Action<Utf8JsonWriter, T> write)
    {
        using var stream = Console.OpenStandardOutput();
        if (format == OutputFormat.Json)
        {
            using (var json = new Utf8JsonWriter(stream, JsonForms.Indented))
            {
                json.WriteStartArray();
                foreach (var item in items)
                    write(json, item);
                json.WriteEndArray();
            }
            stream.WriteByte((byte)'\n');
            return;
        }
        foreach (var item in items)
        {
            using (var json = new Utf8JsonWriter(stream, JsonForms.Lines))
                write(json, item);
            stream.WriteByte((byte)'\n');
        }
    }
}
