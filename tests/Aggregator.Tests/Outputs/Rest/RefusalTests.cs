using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Outputs.Rest;

public sealed class RefusalTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase _file = new();
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync(_file, "https://one.example/feed");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _file.Dispose();
    }

    [Theory]
    [InlineData("/articles?limit=0", "limit", "1 to 500")]
    [InlineData("/articles?limit=many", "limit", "1 to 500")]
    [InlineData("/articles?limit=5&limit=6", "limit", "once")]
    [InlineData("/articles?feed=-1", "feed", "whole number")]
    [InlineData("/articles?feed=99999999999999999999", "feed", "whole number")]
    [InlineData("/articles?since=yesterday", "since", "2026-03-01")]
    [InlineData("/articles?fields=id,password", "fields", "commentsUrl")]
    [InlineData("/articles?cursor=abc", "cursor", "next")]
    [InlineData("/articles?cursor=________________________", "cursor", "next")]
    [InlineData("/articles?q=", "q", "characters")]
    [InlineData("/articles?tag=a%00b", "tag", "characters")]
    [InlineData("/articles?langauge=en", "langauge", "language")]
    [InlineData("/articles/1?limit=4", "limit", "takes none")]
    [InlineData("/feeds?health=sick", "health", "healthy")]
    [InlineData("/changes?wait=2h", "wait", "30s")]
    [InlineData("/changes?after=-4", "after", "whole number")]
    [InlineData("/stream?kind=created,deleted", "kind", "removed")]
    public async Task A_wrong_parameter_is_named_with_its_remedy(string path, string parameter, string remedy)
    {
        using var answer = await _server.SendAsync("GET", path);
        Assert.Equal((400, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await ApiServer.JsonAsync(answer);
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
        Assert.Contains(remedy, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/feeds/abc", 404)]
    [InlineData("GET", "/feeds/7", 404)]
    [InlineData("GET", "/articles/7", 404)]
    [InlineData("GET", "/stories/7", 404)]
    [InlineData("POST", "/feeds/7/poll", 404)]
    [InlineData("POST", "/feeds", 405)]
    [InlineData("DELETE", "/articles/1", 405)]
    [InlineData("GET", "/feeds/1/pause", 405)]
    public async Task What_is_not_there_is_answered_as_a_problem(string method, string path, int status)
    {
        using var answer = await _server.SendAsync(method, path);
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(status, (await ApiServer.JsonAsync(answer)).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_bug_is_answered_as_a_problem_that_tells_where_to_look_and_nothing_of_the_inside()
    {
        using var answer = await _server.SendAsync("GET", "/broken");
        Assert.Equal((500, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var detail = (await ApiServer.JsonAsync(answer)).GetProperty("detail").GetString()!;
        Assert.DoesNotContain("secret", detail, StringComparison.Ordinal);
        Assert.Contains(_server.Log.Lines, line => line.Contains("a secret of the inside", StringComparison.Ordinal) && detail.Contains(line[(line.IndexOf('(', StringComparison.Ordinal) + 1)..line.IndexOf(')', StringComparison.Ordinal)], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_cannot_be_used_is_answered_as_a_problem_with_a_time_to_come_back()
    {
        _file.Execute("ALTER TABLE stories RENAME TO gone");
        using var answer = await _server.SendAsync("GET", "/stories");
        Assert.Equal((503, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.NotNull(answer.Headers.RetryAfter);
    }
}
