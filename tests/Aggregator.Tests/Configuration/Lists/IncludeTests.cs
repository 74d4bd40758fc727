using System.Text;
using Aggregator.Configuration;

namespace Aggregator.Tests.Configuration.Lists;

public sealed class IncludeTests : IDisposable
{
    private const string Remote = "https://remote.example/list";
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _copies = new();

    public void Dispose()
    {
        _folder.Dispose();
        _copies.Dispose();
    }

    [Theory]
    [InlineData("<opml><body><outline text='A' xmlUrl='https://a.example/'/></body></opml>")]
    [InlineData("\uFEFF {\"feeds\": [{\"url\": \"https://a.example/\", \"title\": \"A\"}]}")]
    [InlineData("feeds: [{url: https://a.example/, title: A}]")]
    public void A_copy_of_any_kind_is_part_of_the_catalog_with_the_defaults_of_its_place(string copy)
    {
        Store(copy);
        var catalog = Load($"groups: [{{name: partners, defaults: {{interval: 2h}}, include: {Remote}}}]");
        var feed = Assert.Single(catalog.Feeds);
        Assert.Equal(("https://a.example/", "A", TimeSpan.FromHours(2)), (feed.Url, feed.Title, feed.Interval));
        Assert.Equal(["partners"], feed.Tags);
        Assert.True(Assert.Single(catalog.Includes).HasCopy);
        Assert.StartsWith(Remote, feed.Location.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_fetched_yet_is_empty_and_told()
    {
        var catalog = Load($"include: [{Remote}]\nfeeds: [https://own.example/]");
        Assert.Single(catalog.Feeds);
        Assert.Equal((Remote, false), (catalog.Includes[0].Url, catalog.Includes[0].HasCopy));
    }

    [Fact]
    public void Our_own_lists_win_wherever_they_stand()
    {
        Store("feeds: [{url: https://a.example/, title: Theirs}, {url: https://old.example/}, https://b.example/]");
        var catalog = Load($"include: {Remote}\nfeeds: [{{url: 'https://A.example', title: Ours, replaces: https://old.example/}}]");
        Assert.Equal(["Ours", null], catalog.Feeds.Select(f => f.Title));
        Assert.Equal("https://b.example/", catalog.Feeds[1].Url);
    }

    [Fact]
    public void A_list_from_elsewhere_reads_no_secret_and_leads_no_further()
    {
        var secret = _folder.Write("secret.txt", "hunter2");
        Store($$"""
            include: https://third.example/
            defaults: {headers: {X: {file: '{{secret}}'} }, proxy: http://evil.example, interval: 3h}
            feeds:
              - {url: https://a.example/, auth: {bearer: {file: '{{secret}}'} }, userAgent: me, replaces: https://own.example/, timeout: 1s, maxBytes: 1KB}
              - {url: 'file:///etc/passwd'}
              - [nonsense]
              - https://b.example/
            """);
        var catalog = Load($"include: {Remote}");
        Assert.Equal(["https://a.example/", "https://b.example/"], catalog.Feeds.Select(f => f.Url));
        var feed = catalog.Feeds[0];
        Assert.Equal((null, null, null, null, null), (feed.Authorization, feed.Proxy, feed.UserAgent, feed.Timeout, feed.MaxBytes));
        Assert.Empty(feed.Headers);
        Assert.Empty(feed.Replaces);
        Assert.Equal(TimeSpan.FromHours(3), feed.Interval);
        Assert.Single(catalog.Includes);
    }

    [Theory]
    [InlineData("include: nowhere", "has no scheme")]
    [InlineData("include: {a: b}", "include must be the URL of a list")]
    [InlineData("include: [file:///etc/passwd]", "must begin with http")]
    public void An_include_that_cannot_be_is_an_error_with_its_place(string list, string message)
    {
        _folder.Write("list.yaml", list);
        var error = Assert.Single(Assert.IsType<CatalogOutcome.Rejected>(CatalogLoader.Load(_folder.Path, Crons.Reader)).Errors);
        Assert.Contains("list.yaml:1:", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private void Store(string copy) => new IncludeCache(_copies.Path).Store(new IncludeCopy(Remote, default, null, null, null), Encoding.UTF8.GetBytes(copy));

    private Catalog Load(string list)
    {
        _folder.Write("list.yaml", list);
        var outcome = CatalogLoader.Load(_folder.Path, Crons.Reader, includes: new IncludeCache(_copies.Path));
        Assert.Empty((outcome as CatalogOutcome.Rejected)?.Errors ?? []);
        return ((CatalogOutcome.Loaded)outcome).Catalog;
    }
}
