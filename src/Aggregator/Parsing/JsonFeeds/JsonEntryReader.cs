using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Aggregator.Parsing.Fields;

namespace Aggregator.Parsing.JsonFeeds;

/// <summary>One item of a JSON Feed.</summary>
internal static class JsonEntryReader
{
    public static ParsedEntry Read(JsonElement item, Uri? url, DiagnosticLog log)
    {
        var html = JsonStrings.Text(item, "content_html");
        var text = JsonStrings.Text(item, "content_text");
        return new ParsedEntry
        {
            Id = Elements.Scalar(JsonStrings.Text(item, "id")),
            Url = UrlResolver.Resolve(JsonStrings.Text(item, "url"), url) ?? UrlResolver.Resolve(JsonStrings.Text(item, "external_url"), url),
            Title = JsonFeedReader.Plain(JsonStrings.Text(item, "title")),
            Summary = JsonFeedReader.Plain(JsonStrings.Text(item, "summary")) is { } summary ? summary with { Base = url } : null,
            Content = html is not null ? new ParsedText(html, TextForm.Html, url) : text is not null ? new ParsedText(text, TextForm.Plain, url) : null,
            Published = DateFields.Read(JsonStrings.Text(item, "date_published"), log),
            Updated = DateFields.Read(JsonStrings.Text(item, "date_modified"), log),
            Language = Languages.Tidy(JsonStrings.Text(item, "language")),
            ImageUrl = UrlResolver.Resolve(JsonStrings.Text(item, "image"), url) ?? UrlResolver.Resolve(JsonStrings.Text(item, "banner_image"), url),
            Authors = JsonAuthors.Read(item, url),
            Categories = TagsOf(item),
            Enclosures = AttachmentsOf(item, url),
        };
    }

    private static ImmutableArray<ParsedText> TagsOf(JsonElement item) =>
    [
        .. JsonStrings.List(item, "tags").Select(JsonStrings.Text).OfType<string>().Select(t => t.Trim()).Distinct(StringComparer.Ordinal)
            .Take(ParsingLimits.ListMembers).Select(t => new ParsedText(t, TextForm.Plain)),
    ];

    private static ImmutableArray<ParsedEnclosure> AttachmentsOf(JsonElement item, Uri? url)
    {
        var found = ImmutableArray.CreateBuilder<ParsedEnclosure>();
        foreach (var attachment in JsonStrings.List(item, "attachments").Take(ParsingLimits.ListMembers))
        {
            if (UrlResolver.Resolve(JsonStrings.Text(attachment, "url"), url) is { } link)
                found.Add(new ParsedEnclosure(link, Elements.Scalar(JsonStrings.Text(attachment, "mime_type")), Size(attachment)));
        }

        return found.DrainToImmutable();
    }

    /// <summary>A positive whole number, however it was written: <c>1024</c>, <c>"1024"</c>, <c>1.024e3</c>.</summary>
    private static long? Size(JsonElement attachment) =>
        decimal.TryParse(JsonStrings.FirstText(attachment, "size_in_bytes", "length"), NumberStyles.Float, CultureInfo.InvariantCulture, out var size)
        && size is > 0 and < long.MaxValue && decimal.Truncate(size) == size
            ? (long)size
            : null;
}
