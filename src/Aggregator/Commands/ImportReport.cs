using System.Text.Json;
using Aggregator.Configuration.Exchange;
using Aggregator.Outputs;

namespace Aggregator.Commands;

/// <summary>What an import took, and row by row what it left out.</summary>
internal static class ImportReport
{
    /// <param name="file">The list that was written, or null.</param>
    public static void Write(ImportOutcome.Read import, string? file, string format)
    {
        if (format == OutputFormat.Json)
        {
            WriteJson(import, file);
            return;
        }

        var output = Terminal.Out.Profile.Out.Writer;
        foreach (var row in import.Rows)
        {
            if (row.Refusal is { } refusal)
                output.WriteLine($"left out: {row.Location}: {(refusal.Contains(row.Url, StringComparison.Ordinal) ? "" : $"{row.Url} ")}{refusal}");
        }

        var left = import.Rows.Length - import.Taken;
        output.WriteLine($"{import.Taken} of {import.Rows.Length} feeds taken over{(left > 0 ? $", {left} left out" : "")}; "
            + (file is null ? "nothing was written." : $"written to {file}. A running daemon takes them over by itself; 'aggregator plan' shows what it makes of them."));
    }

    private static void WriteJson(ImportOutcome.Read import, string? file)
    {
        using var stream = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stream, JsonForms.Indented))
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteNumber("taken", import.Taken);
            json.WriteStartArray("rows");
            foreach (var row in import.Rows)
            {
                json.WriteStartObject();
                json.WriteNumber("line", row.Location.Line);
                json.WriteString("url", row.Url);
                json.WriteString("title", row.Title);
                json.WriteBoolean("taken", row.Refusal is null);
                json.WriteString("reason", row.Refusal);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }
}
