using System.Globalization;
using System.Net;
using Aggregator.Fetching;
using Aggregator.Storage;
using Aggregator.Storage.Access;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Outputs.Rest;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using AngleSharp.Dom;
using Dapper;

namespace Aggregator.Tests.Outputs.Pages;

public sealed class FeedTableOnSqlite() : FeedTableTests(new SqliteTestDatabase());

public sealed class FeedTableOnPostgres() : FeedTableTests(new PostgresTestDatabase());

public abstract class FeedTableTests(TestDatabase file) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private static readonly string[] Urls =
        ["https://one.example/feed?token=secret", "https://two.example/feed", "https://three.example/a_b", "https://four.example/a%25b", .. Enumerable.Range(5, 150).Select(i => $"https://many.example/{i:000}")];

    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync(file, Urls);
        _server.Time.SetUtcNow(Noon.AddDays(1).AddMinutes(40));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_hundred_feeds_are_a_page_and_the_pages_have_all_of_them_once()
    {
        var names = new List<string>();
        for (var place = "/feeds"; place is not null;)
        {
            var page = await _server.OpenAsync(place);
            names.AddRange(Names(page));
            Assert.InRange(Names(page).Count, 1, 100);
            place = page.QuerySelector(".pager [rel=next]")?.GetAttribute("href");
        }
        Assert.Equal(Urls.Length, names.Distinct().Count());
        Assert.Equal(Urls.Length, names.Count);
        Assert.Equal("101–154 of 154 feeds", (await _server.OpenAsync("/feeds?page=2")).Find(".pager .num").Words());
    }

    [Fact]
    public async Task Behind_the_last_page_there_is_a_way_back()
    {
        var page = await _server.OpenAsync("/feeds?page=50&sort=-last");
        Assert.Contains("this page is empty", page.Find(".empty").Words(), StringComparison.Ordinal);
        Assert.Equal("/feeds?sort=-last", Assert.Single(page.QuerySelectorAll(".pager a")).GetAttribute("href"));
    }

    [Theory]
    [InlineData("q=TWO.example", "https://two.example/feed")]
    [InlineData("q=a_b", "https://three.example/a_b")]
    [InlineData("q=%25", "https://four.example/a%25b")]
    [InlineData("q=nobody", "")]
    [InlineData("health=failing", "https://two.example/feed")]
    [InlineData("health=nonsense&q=one.ex", "https://one.example/feed?token=***")]
    public async Task What_is_looked_for_is_found_and_nothing_else(string query, string names)
    {
        await FailAsync(2);
        var page = await _server.OpenAsync($"/feeds?{query}");
        Assert.Equal(names, string.Join(',', Names(page)));
        Assert.Equal(names.Length == 0, page.QuerySelector(".empty") is not null);
    }

    [Fact]
    public async Task Secrets_in_addresses_are_not_shown()
    {
        using var answer = await _server.Client.GetAsync(new Uri("/feeds", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_feed_brings_stands_in_its_line_and_sorts_the_table()
    {
        await BringAsync(2, 4);
        await BringAsync(3, 1);
        var page = await _server.OpenAsync("/feeds?sort=-articles");
        Assert.Equal(["https://two.example/feed", "https://three.example/a_b"], Names(page).Take(2));
        var cells = page.Find("tbody tr").QuerySelectorAll("td, th").Select(cell => cell.Words()).ToList();
        Assert.Equal("healthy", cells[2]);
        Assert.Equal(("40 min ago", "4", "30 min", "1000 B"), (cells[4], cells[6], cells[7], cells[8]));
        Assert.Equal("last 2 polls: 2 brought something, 0 nothing, 0 failed", page.Find("tbody tr svg").GetAttribute("aria-label"));
        Assert.Equal("descending", page.Find("th[aria-sort]").GetAttribute("aria-sort"));
        Assert.Equal("/feeds?sort=articles", page.Find("th[aria-sort] a").GetAttribute("href"));
        Assert.Equal(["https://three.example/a_b", "https://two.example/feed"], Names(await _server.OpenAsync("/feeds?sort=articles")).Take(2));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("health")]
    [InlineData("-last")]
    [InlineData("next")]
    [InlineData("delay")]
    [InlineData("-bytes")]
    [InlineData("7")]
    [InlineData("drop table")]
    public async Task Every_order_shows_all_feeds(string sort) =>
        Assert.Equal("1–100 of 154 feeds", (await _server.OpenAsync($"/feeds?sort={Uri.EscapeDataString(sort)}")).Find(".pager .num").Words());

    [Fact]
    public async Task Ticked_feeds_are_paused_and_resumed_and_the_page_says_so()
    {
        using var paused = await SubmitAsync("pause", "?health=new&sort=-last", 1, 3);
        Assert.Equal(HttpStatusCode.SeeOther, paused.StatusCode);
        Assert.Equal("/feeds?health=new&sort=-last&did=pause&done=2&refused=0", paused.Headers.Location?.ToString());
        Assert.Equal(["paused", "active", "paused"], States());
        Assert.Equal("2 feeds are paused.", (await _server.OpenAsync(paused.Headers.Location!.ToString())).Find("[role=status]").Words());
        using var resumed = await SubmitAsync("resume", "", 1);
        Assert.Equal(["active", "active", "paused"], States());
    }

    [Fact]
    public async Task Ticked_feeds_are_polled_and_those_that_are_paused_are_not()
    {
        using var paused = await SubmitAsync("pause", "", 3);
        using var polled = await SubmitAsync("poll", "", 2, 3);
        Assert.Equal("/feeds?did=poll&done=1&refused=1", polled.Headers.Location?.ToString());
        Assert.Contains("Not 1 feed", (await _server.OpenAsync(polled.Headers.Location!.ToString())).Find("[role=status]").Words(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("?x=1\r\nSet-Cookie: a=b")]
    [InlineData("nonsense")]
    public async Task A_form_leads_back_to_feeds_wherever_it_says_that_it_comes_from(string back)
    {
        using var answer = await SubmitAsync("pause", back, 1);
        Assert.StartsWith("/feeds?", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Accept", "text/html")]
    public async Task Forms_of_other_sites_do_nothing(string header, string value)
    {
        using var answer = await _server.SubmitAsync("/feeds/act", [new("do", "pause"), new("feed", "1")], (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("active", States()[0]);
    }

    [Fact]
    public async Task Who_may_only_read_sees_no_form_and_can_send_none()
    {
        var key = _server.AddKey("reader", KeyScope.Read);
        _server.Client.DefaultRequestHeaders.Add("X-API-Key", key);
        Assert.Empty((await _server.OpenAsync("/feeds")).QuerySelectorAll("button[name=do], input[type=checkbox]"));
        using var answer = await _server.SubmitAsync("/feeds/act", [new("do", "pause"), new("feed", "1")], ("Sec-Fetch-Site", "same-origin"), ("X-API-Key", key));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private Task<HttpResponseMessage> SubmitAsync(string action, string back, params long[] feeds) => _server.SubmitAsync(
        "/feeds/act", [new("do", action), new("back", back), .. feeds.Select(id => KeyValuePair.Create("feed", id.ToString(CultureInfo.InvariantCulture)))]);

    private List<string> States()
    {
        using var connection = file.Database.Open();
        return connection.Query<string>("SELECT state FROM feeds WHERE id <= 3 ORDER BY id").AsList();
    }

    private async Task BringAsync(long feed, int news)
    {
        await _server.PollAsync(feed, Noon, Drafts.Draft($"{feed}-archive", $"a.example/{feed}", "archive"));
        await _server.PollAsync(feed, Noon.AddDays(1), [.. Enumerable.Range(0, news).Select(i =>
            Drafts.Draft($"{feed}-{i}", $"a.example/{feed}/{i}", $"News {i}", null, Noon.AddDays(1).AddMinutes(-30)))]);
    }

    private async Task FailAsync(long id)
    {
        var feed = _server.Harness.Claim(id);
        await _server.Harness.Write(TestPolls.Poll(feed, Noon) with
        {
            Outcome = PollOutcome.Failed,
            State = feed.State with { LastPollAt = Noon, NextPollAt = Noon.AddDays(2), Polls = 1, Failures = 1, FailureClass = FailureClass.Dns, FailureReason = "no such host" },
        });
    }

    private static List<string> Names(IParentNode page) => [.. page.QuerySelectorAll("tbody th[scope=row] a").Select(link => link.Words())];
}
