using System.Text.Json;
using Aggregator.Storage;

namespace Aggregator.Outputs;

/// <summary>One change as a JSON object, with its article as it is now; without one when that is gone.</summary>
internal static class ChangeJson
{
    public static void Write(Utf8JsonWriter json, ChangeRow change, ArticleRow? article)
    {
        json.WriteStartObject();
        json.WriteNumber("number", change.Number);
        json.WriteString("kind", change.Kind);
        json.WriteInstant("at", change.At);
        json.WriteNumber("articleId", change.ArticleId);
        json.WriteNumber("revision", change.Revision);
        if (change.Detail is { } detail)
        {
            json.WritePropertyName("detail");
            json.WriteRawValue(detail);
        }
        if (article is not null)
        {
            json.WritePropertyName("article");
            ArticleJson.Write(json, article);
        }
        json.WriteEndObject();
    }
}
