using System.Collections;
using Aggregator.Configuration;

namespace Aggregator.Tests.Configuration.Lists;

public sealed class CatalogShapeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_three_syntaxes_give_equal_catalogs()
    {
        var yaml = Load(
            "list.yaml",
            """
            feeds:
              - https://example.org/a
            groups:
              - name: science
                feeds:
                  - url: https://example.org/b
                    title: Bé
                    tags: [space, rockets]
                groups:
                  - name: maths
                    feeds: [{url: 'https://example.org/c?x=1&y=2', title: C}]
            """);
        var json = Load(
            "list.json",
            """
            {
              "feeds": ["https://example.org/a"], // a comment
              "groups": [{
                "name": "science",
                "feeds": [{"url": "https://example.org/b", "title": "Bé", "tags": ["space", "rockets"]}],
                "groups": [{"name": "maths", "feeds": [{"url": "https://example.org/c?x=1&y=2", "title": "C"},]}],
              }]
            }
            """);
        var opml = Load(
            "list.opml",
            """
            <?xml version="1.0" encoding="utf-8"?>
            <!DOCTYPE opml [ <!ENTITY e SYSTEM "file:///etc/passwd"> ]>
            <opml version="2.0">
              <head><title>ignored</title></head>
              <body>
                <outline xmlUrl="https://example.org/a" type="rss"/>
                <outline text="science" isOpen="true">
                  <outline text="x" title="Bé" XMLURL=" https://example.org/b#top " category="/space/rockets,space"/>
                  <outline text="maths"><outline text="C" xmlUrl="https://example.org/c?x=1&amp;y=2"/></outline>
                </outline>
                <outline text="an empty folder"/>
              </body>
            </opml>
            """);
        Assert.Equal(3, yaml.Feeds.Length);
        Assert.Equal(["rockets", "science", "space"], yaml.Feeds[1].Tags);
        Assert.Equal(["maths", "science"], yaml.Feeds[2].Tags);
        Assert.Equal(yaml, json);
        Assert.Equal(yaml, opml);
    }

    [Fact]
    public void Inner_values_replace_outer_ones_and_lists_add_up_and_headers_merge()
    {
        var catalog = Load(
            "list.yaml",
            """
            groups:
              - name: inner
                tags: own
                groups:
                  - name: innermost
                    feeds:
                      - url: https://example.org/2
                        interval: 5m
                        tags: [own, feed]
                        drop: [{any: c}]
                        headers: {accept: z, C: '3'}
                        enabled: true
                        timeout:
                defaults:
                  timeout: 20s
                  schedule: 0 0 8 * * ?
                  timeZone: Europe/Kyiv
                  drop: [{url: b}]
                  headers: {B: '2'}
                  enabled: false
                  auth: {bearer: {env: TOKEN}}
            feeds: [https://example.org/1]
            defaults:
              timeout: 10s
              interval: auto
              maxBytes: 1MB
              userAgent: Bot/1
              proxy: socks5://127.0.0.1:9050
              tags: [all]
              keep: [{title: '/quantum|qubit/'}]
              drop: [{category: a}]
              headers: {Accept: x}
            """);
        var (first, second) = (catalog.Feeds[0], catalog.Feeds[1]);
        Assert.Equal((TimeSpan.FromSeconds(10), 1 << 20, "Bot/1", "socks5://127.0.0.1:9050"), (first.Timeout, first.MaxBytes, first.UserAgent, first.Proxy));
        Assert.Null(first.Interval);
        Assert.Equal(["all"], first.Tags);

        Assert.Equal(TimeSpan.FromSeconds(20), second.Timeout);
        Assert.Equal(TimeSpan.FromMinutes(5), second.Interval);
        Assert.Null(second.Schedule);
        Assert.True(second.Enabled);
        Assert.Equal("Bearer T0K3N", second.Authorization);
        Assert.Equal(["all", "feed", "inner", "innermost", "own"], second.Tags);
        Assert.Equal(["category: \"a\"", "link: \"b\"", "any: \"c\""], second.Drop.Select(r => r.ToString()));
        Assert.Equal("title: /quantum|qubit/", Assert.Single(second.Keep).ToString());
        Assert.Equal(("z", "2", "3"), (second.Headers["ACCEPT"], second.Headers["B"], second.Headers["C"]));
        Assert.DoesNotContain("T0K3N", second.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_inner_schedule_replaces_an_outer_interval()
    {
        var feed = Load("list.yaml", "defaults: {interval: 1h, timeZone: Europe/Kyiv}\nfeeds: [{url: 'https://example.org/', schedule: 0 0 8 * * ?}]").Feeds.Single();
        Assert.Equal((null, "0 0 8 * * ?", "Europe/Kyiv"), (feed.Interval, feed.Schedule, feed.TimeZone));
    }

    [Fact]
    public void Secrets_come_from_files_beside_the_list()
    {
        _folder.Write("secrets/password", "pä:ss\n");
        var feed = Load("list.yaml", "feeds: [{url: 'https://example.org/', auth: {basic: {user: me, password: {file: secrets/password}}}}]").Feeds.Single();
        Assert.Equal("Basic bWU6cMOkOnNz", feed.Authorization);
    }

    [Fact]
    public void Exceptions_from_verifying_certificates_are_read_and_inherited()
    {
        var catalog = Load("list.yaml", """
            defaults: {tls: {pin: sha256/5AfOqV1YSmQOfyTTDkLTk2pYAlqEUcmmbE3hfqKUTXE=}}
            feeds:
              - https://example.org/1
              - {url: 'https://example.org/2', tls: {allowInvalid: true}}
              - {url: 'https://example.org/3', tls: }
            """);
        var pin = new CertificateExemption("sha256/5AfOqV1YSmQOfyTTDkLTk2pYAlqEUcmmbE3hfqKUTXE=");
        Assert.Equal([pin, new CertificateExemption(null), pin], catalog.Feeds.Select(f => f.Tls));
        Assert.NotEqual(catalog.Feeds[0], catalog.Feeds[0] with { Tls = null });
    }

    [Fact]
    public void Anchors_and_aliases_work()
    {
        var catalog = Load("list.yaml", "defaults: {headers: &h {A: '1'}}\nfeeds: [{url: 'https://example.org/', headers: *h}]");
        Assert.Equal("1", catalog.Feeds.Single().Headers["A"]);
    }

    [Theory]
    [InlineData("list.yaml", "")]
    [InlineData("list.yaml", "# only a comment\n")]
    [InlineData("list.yaml", "feeds:\ngroups:\ndefaults:\n")]
    [InlineData("list.json", "{}")]
    [InlineData("list.opml", "<opml><body/></opml>")]
    [InlineData("list.txt", "not a list")]
    [InlineData(".hidden.yaml", "not: valid")]
    [InlineData(".hidden/list.yaml", "not: valid")]
    public void What_lists_nothing_is_an_empty_catalog(string name, string content) => Assert.Equal(Catalog.Empty, Load(name, content));

    [Fact]
    public void Files_and_folders_behind_links_are_read_in_the_order_of_their_names()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("b.yaml", "feeds: [https://example.org/b]");
        elsewhere.Write("folder/c.YML", "feeds: [https://example.org/c]");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "b.yaml"), Path.Combine(elsewhere.Path, "b.yaml"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "c"), Path.Combine(elsewhere.Path, "folder"));
        var catalog = Load("a.yaml", "\uFEFFfeeds: [https://example.org/a]");
        Assert.Equal(["https://example.org/a", "https://example.org/b", "https://example.org/c"], catalog.Feeds.Select(f => f.Url));
        Assert.Equal(Path.Combine(_folder.Path, "c", "c.YML") + ":1:9", catalog.Feeds[2].Location.ToString());
    }

    [Fact]
    public void Ten_thousand_feeds_keep_their_order()
    {
        var list = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"  - url: https://example.org/{i}\n    title: Feed {i}\n    tags: [a, b]\n"));
        var catalog = Load("list.yaml", $"feeds:\n{list}");
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => $"Feed {i}"), catalog.Feeds.Select(f => f.Title));
    }

    [Fact]
    public void The_shipped_lists_are_good()
    {
        var catalog = Assert.IsType<CatalogOutcome.Loaded>(CatalogLoader.Load(Path.Combine(SourceTree.Config, "feeds"), Crons.Reader)).Catalog;
        Assert.True(catalog.Feeds.Length >= 12);
        Assert.Contains(catalog.Feeds, f => f.Url == "https://www.pravda.com.ua/eng/rss/");
    }

    /// <summary>The catalog of the folder with this file in it; the file is gone afterwards.</summary>
    private Catalog Load(string name, string content)
    {
        _folder.Write(name, content);
        var outcome = CatalogLoader.Load(_folder.Path, Crons.Reader, new Hashtable { ["TOKEN"] = "T0K3N" });
        _folder.Delete(name);
        Assert.False(outcome is CatalogOutcome.Rejected, string.Join('\n', (outcome as CatalogOutcome.Rejected)?.Errors ?? []));
        return ((CatalogOutcome.Loaded)outcome).Catalog;
    }
}
