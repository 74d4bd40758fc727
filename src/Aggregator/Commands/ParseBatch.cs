using System.Text.Json;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Parsing;

namespace Aggregator.Commands;

/// <summary>
/// Parses many documents and writes one JSON object a line, in order, flushing each. One document that cannot be read, or a request that is none,
/// is one line with an <c>error</c>; the batch goes on.
/// </summary>
internal sealed class ParseBatch(FeedParser parser, Normalizer normalizer, Stream output)
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <summary>Request lines in: <c>{"file", "url"?, "contentType"?, "headers"?}</c>. Blank lines are skipped.</summary>
    public async Task ParseRequests(TextReader requests, CancellationToken cancellation)
    {
        while (await requests.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                await WriteLine(() => Parse(ParseRequest.Read(line)), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Files in, without a URL or headers.</summary>
    public async Task ParseFiles(IEnumerable<string> paths, CancellationToken cancellation)
    {
        foreach (var path in paths)
            await WriteLine(() => Parse(new ParseRequest(path, null, null, null, null)), cancellation).ConfigureAwait(false);
    }

    private async Task WriteLine(Func<Action<Utf8JsonWriter>> parse, CancellationToken cancellation)
    {
        using var line = new MemoryStream();
        try
        {
            Write(line, parse());
        }
#pragma warning disable CA1031 // the boundary of one document: whatever happens to it is told on its line
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            line.SetLength(0);
            Write(line, json => ParsedFeedJson.WriteError(json, "unparseable", e.Message));
        }

        await output.WriteAsync(line.GetBuffer().AsMemory(0, (int)line.Length), cancellation).ConfigureAwait(false);
        await output.WriteAsync(LineEnd, cancellation).ConfigureAwait(false);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private static void Write(MemoryStream line, Action<Utf8JsonWriter> write)
    {
        using var json = new Utf8JsonWriter(line, ParsedFeedJson.Options);
        write(json);
    }

    private Action<Utf8JsonWriter> Parse(ParseRequest request)
    {
        var outcome = parser.Parse(new Document
        {
            Body = File.ReadAllBytes(request.File),
            Url = Uri.TryCreate(request.Url, UriKind.Absolute, out var url) ? url : null,
            ContentType = request.ContentType,
            ContentLocation = request.ContentLocation,
            ContentLanguage = request.ContentLanguage,
        });
        return json => ParsedFeedJson.Write(json, outcome, normalizer);
    }
}
