using System.Text;
using System.Text.Json.Nodes;
using Aggregator.Commands;
using Aggregator.Normalizing;
using Aggregator.Parsing;

namespace Aggregator.Tests.Commands;

public sealed class ParseBatchTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Every_request_gives_one_line_in_order_whatever_it_is()
    {
        await File.WriteAllTextAsync(_file, "<rss version=\"2.0\"><channel><title>T</title><item><link>/1</link></item></channel></rss>", TestContext.Current.CancellationToken);
        var requests = $$$"""
            {"file":"{{{_file}}}","url":"https://e.example/f","headers":{"content-language":"uk"}}

            {"file":"/nothing/here.xml"}
            no request
            {"file":"{{{_file}}}"}
            """;

        var lines = await Run(batch => batch.ParseRequests(new StringReader(requests), TestContext.Current.CancellationToken));

        Assert.Equal(4, lines.Length);
        Assert.Equal("https://e.example/1", (string?)lines[0]["entries"]![0]!["url"]);
        Assert.Equal("uk", (string?)lines[0]["language"]);
        Assert.NotNull(lines[1]["error"]);
        Assert.NotNull(lines[2]["error"]);
        Assert.Equal("/1", (string?)lines[3]["entries"]![0]!["url"]);
    }

    [Fact]
    public async Task Files_are_read_without_a_url()
    {
        await File.WriteAllTextAsync(_file, "<html/>", TestContext.Current.CancellationToken);
        var lines = await Run(batch => batch.ParseFiles([_file, _file], TestContext.Current.CancellationToken));
        Assert.Equal(["not_a_feed", "not_a_feed"], lines.Select(l => (string?)l["error"]!["code"]));
    }

    private static async Task<JsonNode[]> Run(Func<ParseBatch, Task> run)
    {
        using var output = new MemoryStream();
        await run(new ParseBatch(new FeedParser(), new Normalizer(), output));
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];
    }
}
