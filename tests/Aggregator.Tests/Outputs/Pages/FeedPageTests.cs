using System.Net;
using Aggregator.Parsing;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Outputs.Rest;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Outputs.Pages;

public sealed class FeedPageOnSqlite() : FeedPageTests(new SqliteTestDatabase());

public sealed class FeedPageOnPostgres() : FeedPageTests(new PostgresTestDatabase());

public abstract class FeedPageTests(TestDatabase file) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync(file, "https://a.example/feed?key=secret", "https://b.example/feed");
        _server.Time.SetUtcNow(Noon.AddMinutes(30));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Its_next_poll_is_explained_in_the_words_of_the_command_and_its_polls_and_articles_are_listed()
    {
        await _server.PollAsync(1, Noon.AddHours(-1), Drafts.Draft("a", "a.example/a", "First <b>&amp; foremost</b>"));
        await _server.PollAsync(1, Noon, Drafts.Draft("a", "a.example/a", "First <b>&amp; foremost</b>"), Drafts.Draft("b", "a.example/b", "Second"));
        var page = await _server.OpenAsync("/feeds/1");
        Assert.Equal("https://a.example/feed?key=***", page.Find("h1").Words());
        Assert.Equal(["Overview", "Feeds"], page.QuerySelectorAll("header nav a").Take(2).Select(link => link.Words()));
        Assert.Equal("Feeds", page.Find("header [aria-current=true]").Words());
        var facts = page.QuerySelectorAll(".pairs dt").Select(name => name.Words()).ToList();
        Assert.Equal(["URL", "Next poll", "Health", "Last success", "Validators", "Host"], facts);
        Assert.Contains(page.QuerySelectorAll(".pairs dd"), fact => fact.Words() == "2026-03-01 13:00:00Z (in 30m): interval 1h (New)");
        var polls = page.QuerySelectorAll("section[aria-labelledby=polls] tbody tr");
        Assert.Equal(2, polls.Length);
        Assert.Equal(["30 min ago", "brought entries", "200", "20 ms", "1000 B", "2", "1", "0", ""], polls[0].Children.Select(cell => cell.Words()));
        Assert.Equal(["Second", "First <b>&amp; foremost</b>"], page.QuerySelectorAll("section[aria-labelledby=articles] th a").Select(link => link.Words()).OrderDescending(StringComparer.Ordinal));
        Assert.DoesNotContain("secret", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_week_has_a_dot_for_each_poll_that_is_planned()
    {
        await _server.PollAsync(2, Noon, Drafts.Draft("a", "b.example/a", "A"));
        var cells = (await _server.OpenAsync("/feeds/2")).QuerySelectorAll(".week tbody td");
        Assert.Equal(7 * 24, cells.Length);
        // Sunday, 13:00.
        Assert.Equal("no articles known, 1 poll", cells[(6 * 24) + 13].GetAttribute("title"));
        Assert.Contains("no articles known, 1 poll", cells[(6 * 24) + 13].TextContent, StringComparison.Ordinal);
        Assert.True(cells.Count(cell => cell.QuerySelector(".dot") is not null) > 20);
    }

    [Fact]
    public async Task What_is_wrong_with_the_last_document_links_to_the_rule()
    {
        var poll = TestPolls.Poll(_server.Harness.Claim(2), Noon, Drafts.Draft("a", "b.example/a", "A"));
        await _server.Harness.Write(poll with { Diagnostics = "DateUnreadable×3 Malformed" });
        var rows = (await _server.OpenAsync("/feeds/2")).QuerySelectorAll("section[aria-labelledby=diagnostics] tbody tr");
        Assert.Equal(["DateUnreadable", "3"], rows[0].Children.Take(2).Select(cell => cell.Words()));
        Assert.Equal(DiagnosticMeaning.Of(DiagnosticCode.DateUnreadable).Link, rows[0].Find("a").GetAttribute("href"));
        Assert.Equal(2, rows.Length);
    }

    [Fact]
    public async Task Settings_stand_with_the_place_they_come_from()
    {
        var rows = (await _server.OpenAsync("/feeds/1")).QuerySelectorAll("section[aria-labelledby=settings] tbody tr").Select(row => string.Join(" | ", row.Children.Select(cell => cell.Words()))).ToList();
        Assert.Contains("url | https://a.example/feed?key=*** | list.yaml:1", rows);
        Assert.Contains("interval | auto | Polling:Interval", rows);
    }

    [Fact]
    public async Task A_feed_that_is_not_there_is_not_found() =>
        Assert.Equal("There is no feed 99. It may have been removed, or the address is mistyped.", (await _server.OpenAsync("/feeds/99", 404)).Find("main p").Words());

    [Fact]
    public async Task A_form_on_its_page_leads_back_to_it()
    {
        using var answer = await _server.SubmitAsync("/feeds/act", [new("do", "pause"), new("feed", "2"), new("one", "2")]);
        Assert.Equal((HttpStatusCode.SeeOther, "/feeds/2?did=pause&done=1&refused=0"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        var page = await _server.OpenAsync("/feeds/2");
        Assert.Equal("Resume", Assert.Single(page.QuerySelectorAll("form.actions button")).Words());
        Assert.Equal("paused", page.Find(".badge").Words());
    }
}
