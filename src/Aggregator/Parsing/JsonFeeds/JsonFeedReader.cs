using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Aggregator.Fetching;
using Aggregator.Parsing.Decoding;
using Aggregator.Parsing.Feeds;
using Aggregator.Parsing.Fields;

namespace Aggregator.Parsing.JsonFeeds;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). Comments and trailing commas are forgiven.</summary>
internal static class JsonFeedReader
{
    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = ParsingLimits.JsonDepth,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    public static ParseOutcome Read(DecodedText decoded, Document document, Uri? documentUrl, DiagnosticLog log)
    {
        try
        {
            using var json = JsonDocument.Parse(Bytes(decoded, document), Options);
            return Read(json.RootElement, document, documentUrl, decoded, log);
        }
        catch (JsonException e)
        {
            return LooksLikeFeed(decoded.Text)
                ? new ParseOutcome.Unparseable($"The JSON cannot be read: {e.Message}")
                : new ParseOutcome.NotAFeed($"The document looks like JSON but cannot be read: {e.Message}");
        }
    }

    private static ParseOutcome Read(JsonElement root, Document document, Uri? url, DecodedText decoded, DiagnosticLog log)
    {
        var version = JsonStrings.Text(root, "version");
        var isFeed = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("items", out _)
            && (version is not null || root.TryGetProperty("version", out _));
        if (!isFeed)
            return new ParseOutcome.NotAFeed("The document is JSON, but has no version and items as a JSON Feed must.");
        var entries = new List<ParsedEntry>();
        foreach (var item in JsonStrings.List(root, "items"))
        {
            if (entries.Count >= ParsingLimits.Entries)
            {
                log.Add(DiagnosticCode.LimitReached, $"more than {ParsingLimits.Entries} entries: the rest is left out");
                break;
            }

            if (item.ValueKind == JsonValueKind.Object)
                entries.Add(Fingerprinter.Stamp(JsonEntryReader.Read(item, url, log)));
        }

        ParsedEntry[] read = [.. entries];
        GuidCheck.Note(read, log);
        return new ParseOutcome.Parsed(new ParsedFeed
        {
            Format = version?.TrimEnd('/').EndsWith("1.1", StringComparison.Ordinal) == true ? "jsonfeed1.1" : "jsonfeed1.0",
            Encoding = decoded.Encoding,
            EncodingOrigin = decoded.Origin,
            Title = Plain(JsonStrings.Text(root, "title")),
            Description = Plain(JsonStrings.Text(root, "description")),
            SiteUrl = UrlResolver.Resolve(JsonStrings.Text(root, "home_page_url"), url),
            FeedUrl = UrlResolver.Resolve(JsonStrings.Text(root, "feed_url"), url),
            NextPageUrl = UrlResolver.Resolve(JsonStrings.Text(root, "next_url"), url),
            HubUrl = JsonStrings.List(root, "hubs").Select(h => UrlResolver.Resolve(JsonStrings.Text(h, "url"), url)).FirstOrDefault(h => h is not null),
            Language = Languages.Tidy(JsonStrings.Text(root, "language") ?? document.ContentLanguage),
            ImageUrl = UrlResolver.Resolve(JsonStrings.Text(root, "icon"), url),
            IconUrl = UrlResolver.Resolve(JsonStrings.Text(root, "favicon"), url),
            Authors = JsonAuthors.Read(root, url),
            Entries = ImmutableArray.Create(read),
            Diagnostics = log.ToImmutable(),
        });
    }

    public static ParsedText? Plain(string? text) => text is null ? null : new ParsedText(text, TextForm.Plain);

    /// <summary>The body itself when it is UTF-8 already.</summary>
    private static ReadOnlyMemory<byte> Bytes(DecodedText decoded, Document document)
    {
        var span = document.Body.Span;
        if (decoded.Encoding == "utf-8" && System.Text.Unicode.Utf8.IsValid(span))
        {
            var start = span is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
            if (start < span.Length && span[start] is (byte)'{' or (byte)'[')
                return document.Body[start..];
        }

        return Encoding.UTF8.GetBytes(decoded.Text.Trim('\uFEFF', '\u200B', '\0', ' ', '\r', '\n', '\t'));
    }

    private static bool LooksLikeFeed(string text) => text.Contains("jsonfeed.org/version", StringComparison.Ordinal);
}
