using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Tests.Outputs.Rest;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Outputs.Pages;

public sealed class ListsPageOnSqlite() : ListsPageTests(new SqliteTestDatabase());

public sealed class ListsPageOnPostgres() : ListsPageTests(new PostgresTestDatabase());

public abstract class ListsPageTests(TestDatabase file) : IAsyncLifetime
{
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync(file, "https://one.example/feed?key=secret", "https://two.example/feed");
        Write("feeds:\n  - https://one.example/feed?key=secret\n  - https://two.example/feed\n");
        var folder = _server.Services.GetRequiredService<ListFolder>();
        _server.Services.GetRequiredService<CatalogStore>().Apply(Assert.IsType<CatalogOutcome.Loaded>(folder.Load()).Catalog, TestPolls.Noon);
        _server.Time.SetUtcNow(TestPolls.Noon.AddMinutes(30));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Lists_that_are_in_force_have_nothing_to_do()
    {
        var page = await _server.OpenAsync("/lists");
        Assert.StartsWith("The lists are in force as they are: 2 feeds.", page.Find(".notice").Words(), StringComparison.Ordinal);
        Assert.Equal("Nothing to do: everything is as the lists say.", page.Find("section[aria-labelledby=plan] .empty").Words());
        Assert.Equal("feeds.yaml", page.Find("section[aria-labelledby=files] tbody th").Words());
    }

    [Fact]
    public async Task What_would_change_stands_feed_by_feed_with_its_place_and_without_secrets()
    {
        await _server.OpenAsync("/lists");
        Write("feeds:\n  - url: https://one.example/feed?key=secret\n    interval: 2h\n    headers: {Authorization: Bearer hidden}\n  - https://three.example/feed\n");
        var page = await _server.OpenAsync("/lists");
        Assert.Equal(["New 1", "Changed 1", "Moved 0", "Retired 1", "Unchanged 0"], page.QuerySelectorAll("section[aria-labelledby=plan] .facts > div").Select(fact => string.Join(' ', fact.Children.Select(part => part.Words()))));
        var rows = page.QuerySelectorAll("section[aria-labelledby=plan] tbody tr");
        Assert.Equal(["changed", "new", "retired"], rows.Select(row => row.Children[0].Words()));
        Assert.Equal("https://one.example/feed?key=***", rows[0].Find("th").Words());
        Assert.Contains("interval: (not set) → 2h", rows[0].Children[2].Words(), StringComparison.Ordinal);
        Assert.Equal("feeds.yaml:2:5", rows[0].Children[3].Words());
        Assert.Equal("/feeds/2", rows[2].Find("a").GetAttribute("href"));
        Assert.DoesNotContain("secret", page.Source.Text.Replace("a secret", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden\"", page.Source.Text.Replace("class=\"hidden\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_stand_with_their_lines_and_there_is_no_plan_then()
    {
        Write("feeds:\n  - https://one.example/feed?key=secret\n  - url: https://two.example/feed\n    interva: 2h\n");
        var page = await _server.OpenAsync("/lists");
        Assert.Equal("feeds.yaml:4:5", page.Find("section[aria-labelledby=errors] tbody th").Words());
        Assert.Contains("interva", page.Find("section[aria-labelledby=errors] tbody td").Words(), StringComparison.Ordinal);
        Assert.Equal("There is no plan while the lists have errors.", page.Find("section[aria-labelledby=plan] .empty").Words());
        Assert.Contains("1 error", page.Find("section[aria-labelledby=files] tbody tr").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_refused_says_why()
    {
        _server.Services.GetRequiredService<CatalogSource>().Refuse(ReloadResult.AwaitingConfirmation, [new ConfigurationError(new SourceLocation(_server.Lists, 0, 0), "the lists would retire 9 of 10 feeds")], 9);
        var page = await _server.OpenAsync("/lists");
        Assert.StartsWith("The lists would retire 9 feeds at once", page.Find(".notice").Words(), StringComparison.Ordinal);
        Assert.Contains("9 of 10 feeds", page.Find("section[aria-labelledby=errors] tbody td").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_polling_taught_is_proposed()
    {
        using (var connection = file.Database.Open())
            Dapper.SqlMapper.Execute(connection, "UPDATE feeds SET moved_to = 'https://two.example/new' WHERE id = 2");
        var cells = (await _server.OpenAsync("/lists")).Find("section[aria-labelledby=taught] tbody tr").Children.Select(cell => cell.Words()).ToList();
        Assert.Equal("https://two.example/feed redirects for good: url: https://two.example/new", cells[0]);
        Assert.Equal("feeds.yaml:3:5", cells[1]);
        Assert.StartsWith("aggregator plan --fix", cells[2], StringComparison.Ordinal);
    }

    private void Write(string text) => File.WriteAllText(Path.Combine(_server.Lists, "feeds.yaml"), text);
}
