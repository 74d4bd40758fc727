using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>Feeds from other readers, and for them.</summary>
public sealed class ExchangeTests
{
    private const string Opml = """
        <opml version="1.0"><head/><body>
          <outline text="Science"><outline type="rss" text="One" xmlUrl="https://one.example/feed"/></outline>
          <outline text="Two" xmlUrl="https://two.example/feed"/>
          <outline text="Bad" xmlUrl="file:///etc/hosts"/>
        </body></opml>
        """;

    [Fact]
    public async Task An_export_of_another_reader_becomes_a_list_and_goes_back()
    {
        using var workspace = new Workspace();
        var file = Path.Combine(workspace.Root, "theirs.opml");
        await File.WriteAllTextAsync(file, Opml, TestContext.Current.CancellationToken);
        var list = Path.Combine(workspace.Config, "feeds", "theirs.yaml");

        var (code, text) = await AggregatorProcess.RunAsync(workspace, "import", file, "--to", list, "--dry-run");
        Assert.True(code == 0 && text.Contains("2 of 3 feeds", StringComparison.Ordinal) && text.Contains("theirs.opml:4:", StringComparison.Ordinal), text);
        Assert.False(File.Exists(list));

        (code, text) = await AggregatorProcess.RunAsync(workspace, "import", file, "--to", "theirs.yaml");
        Assert.True(code == 0 && File.Exists(list), text);
        Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "check")).ExitCode);

        (code, text) = await AggregatorProcess.RunAsync(workspace, "import", file, "--to", "again.yaml");
        Assert.True(code == 1 && text.Contains("theirs.yaml:", StringComparison.Ordinal), text);
        Assert.False(File.Exists(Path.Combine(workspace.Config, "feeds", "again.yaml")));

        (code, text) = await AggregatorProcess.RunAsync(workspace, "export", "opml");
        Assert.True(code == 0 && text.Contains("xmlUrl=\"https://one.example/feed\"", StringComparison.Ordinal) && text.Contains("text=\"Science\"", StringComparison.Ordinal), text);
    }

    [Theory]
    [InlineData("../elsewhere.yaml")]
    [InlineData("list.opml")]
    [InlineData("taken.yaml")]
    public async Task A_list_is_written_only_where_lists_are_read_and_none_is(string target)
    {
        using var workspace = new Workspace();
        var file = Path.Combine(workspace.Root, "theirs.opml");
        await File.WriteAllTextAsync(file, Opml, TestContext.Current.CancellationToken);
        workspace.WriteText("taken.yaml", "feeds: []\n");
        var (code, text) = await AggregatorProcess.RunAsync(workspace, "import", file, "--to", target);
        Assert.True(code == 1 && text.Contains("error:", StringComparison.Ordinal), text);
        Assert.Equal(["taken.yaml"], Directory.EnumerateFiles(Path.Combine(workspace.Config, "feeds")).Select(Path.GetFileName));
    }
}
