using System.Globalization;
using System.Text;
using Aggregator.Storage;

namespace Aggregator.Commands.Exporting;

/// <summary>RFC 4180, with a header line.</summary>
internal sealed class CsvWriter : IChangeWriter
{
    private readonly StreamWriter _writer;

    public CsvWriter(Stream stream)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n" };
        WriteLine("number", "kind", "at", "article", "revision", "feed", "published", "title", "url", "summary", "content");
    }

    public void Write(ChangeRow change, ArticleRow? article) => WriteLine(
        Text(change.Number), change.Kind, Text(change.At), Text(change.ArticleId), Text(change.Revision), article?.FeedName,
        article is null ? null : Text(article.PublishedAt), article?.Title, article?.Url, article?.Summary, article?.Content);

    public void Dispose() => _writer.Dispose();

    private void WriteLine(params ReadOnlySpan<string?> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                _writer.Write(',');
            _writer.Write(Quote(fields[i] ?? ""));
        }
        _writer.WriteLine();
    }

    private static string Quote(string field) => field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
