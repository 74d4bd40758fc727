using System.Net;
using Aggregator.Storage;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Outputs.Rest;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Outputs.Pages;

public sealed class HostPagesOnSqlite() : HostPagesTests(new SqliteTestDatabase());

public sealed class HostPagesOnPostgres() : HostPagesTests(new PostgresTestDatabase());

public abstract class HostPagesTests(TestDatabase file) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private static readonly string[] Urls =
        ["https://a.example/1", "https://a.example/2", "https://a.example/3", "http://b_c.example:8080/feed", .. Enumerable.Range(0, 120).Select(i => $"https://many-{i:000}.example/")];

    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync(file, Urls);
        _server.Time.SetUtcNow(Noon.AddMinutes(20));
        var poll = TestPolls.Poll(_server.Harness.Claim(1), Noon, Drafts.Draft("a", "a.example/a", "News"));
        await _server.Harness.Write(poll with { HostHold = new HostHold("a.example:443", Noon.AddHours(1), Held: true, "429 Too Many Requests", 2) });
        await _server.PollAsync(4, Noon.AddMinutes(19.5), Drafts.Draft("a", "b.example/a", "Other news"));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Hosts_stand_with_their_use_their_budget_and_their_holds()
    {
        var page = await _server.OpenAsync("/hosts");
        Assert.Equal("1–100 of 122 hosts", page.Find(".pager .num").Words());
        var cells = page.Find("tbody tr").Children.Select(cell => cell.Words()).ToList();
        Assert.Equal(("a.example", "3", "0", "1 of"), (cells[0], cells[1], cells[4], cells[5][..4]));
        Assert.Contains("at once", cells[6], StringComparison.Ordinal);
        Assert.Equal("left alone in 40 min: 429 Too Many Requests", cells[9]);
        var other = (await _server.OpenAsync("/hosts?q=B_C")).Find("tbody tr").Children.Select(cell => cell.Words()).ToList();
        Assert.Equal(("b_c.example:8080", "1", "no"), (other[0], other[4], other[9]));
    }

    [Theory]
    [InlineData("?held=1", "1–1 of 1 hosts")]
    [InlineData("?q=many", "1–100 of 120 hosts")]
    [InlineData("?q=many&page=2", "101–120 of 120 hosts")]
    [InlineData("?q=b_c", "1–1 of 1 hosts")]
    [InlineData("?q=%25", "0 hosts")]
    [InlineData("?sort=name", "1–100 of 122 hosts")]
    [InlineData("?sort=-held", "1–100 of 122 hosts")]
    [InlineData("?sort=-due", "1–100 of 122 hosts")]
    [InlineData("?sort=last", "1–100 of 122 hosts")]
    [InlineData("?sort=-failing", "1–100 of 122 hosts")]
    [InlineData("?sort=drop+table&page=x", "1–100 of 122 hosts")]
    public async Task Hosts_are_filtered_sorted_and_paged(string query, string summary) =>
        Assert.Equal(summary, (await _server.OpenAsync("/hosts" + query)).Find(".pager .num").Words());

    [Fact]
    public async Task A_host_tells_its_hold_its_budget_and_its_feeds()
    {
        var page = await _server.OpenAsync((await _server.OpenAsync("/hosts")).Find("tbody th a").GetAttribute("href")!);
        Assert.Equal("a.example", page.Find("h1").Words());
        Assert.Contains("429 Too Many Requests (2 failures in a row)", page.Find(".notice").Words(), StringComparison.Ordinal);
        Assert.Equal(Urls.Take(3), page.QuerySelectorAll("tbody th a").Select(link => link.Words()).Order());
        Assert.Equal("There is no host of this name that a listed feed is on. It may have been removed, or the address is mistyped.", (await _server.OpenAsync("/hosts/nobody.example", 404)).Find("main p").Words());
    }

    [Fact]
    public async Task All_feeds_of_a_host_and_of_no_other_are_paused_and_resumed()
    {
        using var paused = await _server.SubmitAsync("/hosts/act", [new("do", "pause"), new("host", "a.example:443")]);
        Assert.Equal(HttpStatusCode.SeeOther, paused.StatusCode);
        Assert.Equal("3 feeds are paused.", (await _server.OpenAsync(paused.Headers.Location!.ToString())).Find("[role=status]").Words());
        Assert.Equal([4L, 5L, 6L], new FeedStore(file.Database).ActiveIds(null).Order().Take(3));
        Assert.Equal("3, 3 paused", (await _server.OpenAsync("/hosts?q=a.example")).Find("tbody td").Words());
        using var resumed = await _server.SubmitAsync("/hosts/act", [new("do", "resume"), new("host", "a.example:443")]);
        Assert.Equal([1L, 2L, 3L], new FeedStore(file.Database).ActiveIds(null).Order().Take(3));
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("")]
    public async Task Nothing_else_is_done(string action)
    {
        using var answer = await _server.SubmitAsync("/hosts/act", [new("do", action), new("host", "//evil.example/")]);
        Assert.Equal("/hosts/%2F%2Fevil.example%2F", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Forms_of_other_sites_do_nothing()
    {
        using var answer = await _server.SubmitAsync("/hosts/act", [new("do", "pause"), new("host", "a.example:443")], ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(Urls.Length, new FeedStore(file.Database).ActiveIds(null).Count);
    }
}
