using System.Text;
using Aggregator.Configuration;
using Aggregator.Configuration.Exchange;

namespace Aggregator.Tests.Configuration.Exchange;

public sealed class OpmlImporterTests
{
    /// <summary>The shapes in which other readers export, each with the same two feeds.</summary>
    [Theory]
    [InlineData("""<outline text="Tech" title="Tech"><outline type="rss" text="A" title="A" xmlUrl="https://a.example/" htmlUrl="https://a.example/home"/></outline><outline type="rss" text="B" xmlUrl="https://b.example/"/>""")]
    [InlineData("""<outline title="Tech"><outline title="A" xmlurl="https://a.example/" version="RSS"/></outline><outline title="B" XMLURL="https://b.example/"/>""")]
    [InlineData("""<outline text="Tech"><outline type="RSS" text="A" url="https://a.example/"/></outline><outline type="atom" text="B" url="https://b.example/"/>""")]
    [InlineData("""<outline text="Tech"><outline xmlUrl="feed://a.example/" text=" A "/></outline><outline xmlUrl="feed:https://b.example/#top" text="B"/>""", "http://a.example/")]
    [InlineData("""<outline><outline text="Tech"><outline text="A" description="x" xmlUrl="https://a.example/"/></outline></outline><outline text="B" xmlUrl="https://b.example/"/><outline text="Empty"/>""")]
    public void Every_dialect_gives_the_same_list(string body, string first = "https://a.example/")
    {
        var import = Import(body);
        Assert.Equal(2, import.Taken);
        Assert.Equal($"# x\nfeeds:\n  - url: https://b.example/\n    title: B\ngroups:\n  - name: Tech\n    feeds:\n      - url: {first}\n        title: A\n", YamlListWriter.Write("x", import.Root));
    }

    [Fact]
    public void Every_row_that_is_left_out_says_why()
    {
        var listed = new Catalog([new FeedDefinition { Url = "https://listed.example/", Location = new("mine.yaml", 3, 5) }]);
        var import = Import(
            """
            <outline text="1" xmlUrl="https://good.example/"/>
            <outline text="2" xmlUrl="file:///etc/passwd"/>
            <outline text="3" xmlUrl="https://GOOD.example:443/"/>
            <outline text="4" xmlUrl="https://listed.example"/>
            <outline text="5" xmlUrl="https://user:hunter2@private.example/?key=hunter2"/>
            <outline text="6" xmlUrl="javascript:alert(1)"/>
            <outline text="7" type="rss"/>
            """,
            listed);
        Assert.Equal(1, import.Taken);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], import.Rows.Select(row => row.Location.Line));
        Assert.Equal(
            [null, "url file:///etc/passwd must begin with http:// or https://", "is there already, at x.opml:1:14", "is there already, at mine.yaml:3:5", "carries a user", "has no scheme", "needs xmlUrl"],
            import.Rows.Select((row, i) => Shown(row.Refusal, i)));
        Assert.DoesNotContain("hunter2", string.Join('\n', import.Rows), StringComparison.Ordinal);

        static string? Shown(string? refusal, int row) => row switch
        {
            4 => refusal!.Contains("carries a user", StringComparison.Ordinal) ? "carries a user" : refusal,
            5 => refusal!.Contains("has no scheme", StringComparison.Ordinal) ? "has no scheme" : refusal,
            6 => refusal!.Contains("needs xmlUrl", StringComparison.Ordinal) ? "needs xmlUrl" : refusal,
            _ => refusal,
        };
    }

    [Fact]
    public void What_exports_get_wrong_is_mended()
    {
        var import = Read("\r\n  <?xml version=\"1.0\"?><opml><body><outline text=\"Q&A &nbsp; R&amp;D &#x41;&#66;\" xmlUrl=\"https://a.example/?a=1&b=2\"/></body></opml>");
        Assert.Equal(new ImportedFeed("https://a.example/?a=1&b=2", "Q&A &nbsp; R&D AB", []) with { Tags = import.Root.Feeds[0].Tags }, import.Root.Feeds[0]);
    }

    [Fact]
    public void Nothing_outside_of_the_document_is_read()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "hunter2");
        var import = Read($"<!DOCTYPE opml [<!ENTITY x SYSTEM \"file://{file}\"><!ENTITY l \"lol\">]><opml><body><outline text=\"&x;&l;\" xmlUrl=\"https://a.example/\"/></body></opml>");
        Assert.Equal("&x;&l;", import.Root.Feeds[0].Title);
        File.Delete(file);
    }

    [Fact]
    public void Texts_are_made_fit_for_one_line()
    {
        var feed = Import($"<outline text=\"a&#10;b&#9;{new string('x', 600)}\" xmlUrl=\"https://a.example/\" category=\"/one/two,&#13; ,two\"/>").Root.Feeds[0];
        Assert.Equal(500, feed.Title!.Length);
        Assert.StartsWith("a b x", feed.Title, StringComparison.Ordinal);
        Assert.Equal(["one", "two"], feed.Tags);
    }

    [Theory]
    [InlineData(20_000, null)]
    [InlineData(20_001, "more than 20000 outlines")]
    public void Outlines_are_bounded(int count, string? refusal)
    {
        var body = new StringBuilder();
        for (var i = 0; i < count; i++)
            body.Append("<outline xmlUrl=\"https://a.example/").Append(i).Append("\"/>");
        var outcome = OpmlImporter.Import("x.opml", Document(body.ToString()), Catalog.Empty);
        if (refusal is null)
            Assert.Equal(count, Assert.IsType<ImportOutcome.Read>(outcome).Taken);
        else
            Assert.Contains(refusal, Assert.Single(Assert.IsType<ImportOutcome.Refused>(outcome).Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_and_size_are_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("<outline text='x'>", 1000)) + string.Concat(Enumerable.Repeat("</outline>", 1000));
        Assert.Contains("32 levels", Refusal(Document(deep)), StringComparison.Ordinal);
        Assert.Contains("larger than 10MB", Refusal(new byte[50 * 1024 * 1024]), StringComparison.Ordinal);
        Assert.Contains("not valid OPML", Refusal("<opml><body><outline"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("not OPML", Refusal("<html/>"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("not valid OPML", Refusal([]), StringComparison.Ordinal);

        static string Refusal(byte[] opml) => Assert.Single(Assert.IsType<ImportOutcome.Refused>(OpmlImporter.Import("x.opml", opml, Catalog.Empty)).Errors).Message;
    }

    private static byte[] Document(string body) => Encoding.UTF8.GetBytes($"<opml version=\"2.0\"><body>{body}</body></opml>");

    private static ImportOutcome.Read Import(string body, Catalog? listed = null) =>
        Assert.IsType<ImportOutcome.Read>(OpmlImporter.Import("x.opml", Encoding.UTF8.GetBytes($"<opml><body>{body}</body></opml>"), listed ?? Catalog.Empty));

    private static ImportOutcome.Read Read(string opml) =>
        Assert.IsType<ImportOutcome.Read>(OpmlImporter.Import("x.opml", Encoding.UTF8.GetBytes(opml), Catalog.Empty));
}
