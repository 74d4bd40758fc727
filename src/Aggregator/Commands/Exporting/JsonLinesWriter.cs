using System.Text.Json;
using Aggregator.Outputs;
using Aggregator.Storage;

namespace Aggregator.Commands.Exporting;

/// <summary>One JSON object a change and line.</summary>
internal sealed class JsonLinesWriter(Stream stream) : IChangeWriter
{
    public void Write(ChangeRow change, ArticleRow? article)
    {
        using (var json = new Utf8JsonWriter(stream, JsonForms.Lines))
            ChangeJson.Write(json, change, article);
        stream.WriteByte((byte)'\n');
    }

    public void Dispose()
    {
    }
}
