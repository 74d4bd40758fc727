using System.Text;
using Aggregator.Configuration;
using Aggregator.Configuration.Exchange;
using Aggregator.Tests.Configuration.Lists;
using CsCheck;

namespace Aggregator.Tests.Configuration.Exchange;

/// <summary>What is written is read back as the same feeds, whatever they are called.</summary>
public sealed class RoundTripTests : IDisposable
{
    private static readonly string[] Awkward =
        ["null", "~", "true", "yes", "No", "1", "1.5", "a: b", "a #b", "- a", "\U0001F600 smile", "a:", "<<", "...", "---", "x,y", "2024-01-01"];

    private static readonly Gen<string> Texts =
        Gen.OneOf(
            Gen.String[Gen.Char["ab 0:#,-?*&!|>'\"%@`[]{}\\/~=éж漢\u2028\u200B"], 1, 12],
            Gen.Int[0, Awkward.Length - 1].Select(i => Awkward[i]))
        .Select(text => text.Trim()).Where(text => text.Length > 0);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_written_list_is_read_back_with_every_title_and_tag() =>
        Gen.Select(Texts, Texts, Texts).Sample(
            (title, group, tag) =>
            {
                var root = new ImportedGroup(null);
                var inner = new ImportedGroup(group);
                root.Groups.Add(inner);
                root.Feeds.Add(new ImportedFeed("https://example.org/?a=1&b=#", null, []));
                inner.Feeds.Add(new ImportedFeed("https://example.org/2", title, [tag]));
                var catalog = Load("list.yaml", YamlListWriter.Write("a heading\nof two lines", root));
                Assert.Equal(title, catalog.Feeds[1].Title);
                Assert.Equal(new[] { group, tag }.Distinct().Order(StringComparer.Ordinal), catalog.Feeds[1].Tags);
            },
            iter: 300,
            threads: 1);

    [Fact]
    public void An_exported_catalog_is_imported_with_groups_titles_and_tags()
    {
        var catalog = Load(
            "list.yaml",
            """
            feeds: [{url: https://a.example/?x=1&y=2, title: 'Q&A <b> "c"', tags: [one, 'two, three']}]
            groups:
              - name: outer
                feeds: [https://b.example/]
                groups: [{name: inner, feeds: [{url: https://c.example/, title: C}]}]
            """);
        _folder.Delete("list.yaml");
        using var memory = new MemoryStream();
        OpmlWriter.Write(memory, catalog, feed => feed.Title);
        var again = Load("list.opml", Encoding.UTF8.GetString(memory.ToArray()));
        Assert.Equal(catalog.Feeds.Select(f => f.Url), again.Feeds.Select(f => f.Url));
        Assert.Equal(["Q&A <b> \"c\"", "https://b.example/", "C"], again.Feeds.Select(f => f.Title));
        Assert.Equal(["one", "two  three"], again.Feeds[0].Tags);
        Assert.Equal(["inner", "outer"], again.Feeds[2].Tags);
        Assert.Equal(["outer", "inner"], again.Feeds[2].Groups);
    }

    private Catalog Load(string name, string text)
    {
        _folder.Write(name, text);
        return CatalogLoader.Load(_folder.Path, Crons.Reader) switch
        {
            CatalogOutcome.Loaded loaded => loaded.Catalog,
            CatalogOutcome.Rejected rejected => throw new InvalidOperationException(string.Join('\n', rejected.Errors) + text),
            _ => throw new InvalidOperationException(),
        };
    }
}
