using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Aggregator.Outputs.Pages;
using Aggregator.Storage.Access;
using Aggregator.Tests.Outputs.Rest;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Outputs.Pages;

/// <summary>What stands around all pages: navigation, policy, files, who may.</summary>
public sealed class FrameTests : IAsyncDisposable
{
    private readonly SqliteTestDatabase _file = new();
    private ApiServer? _server;

    private async Task<ApiServer> ServerAsync() => _server ??= await ApiServer.StartAsync(_file, "https://a.example/feed");

    public static TheoryData<string> Paths => [.. PageTable.Entries.Select(entry => entry.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_page_of_the_navigation_answers_and_marks_itself_as_the_current_one(string path)
    {
        var page = await (await ServerAsync()).OpenAsync(path);
        Assert.Equal(path, Assert.Single(page.QuerySelectorAll("header [aria-current=page]")).GetAttribute("href"));
        Assert.Equal(PageTable.Entries.Select(entry => entry.Title), page.QuerySelectorAll("header nav a").Select(link => link.TextContent));
        Assert.EndsWith(" · Aggregator", page.Title, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_page_allows_nothing_but_its_own_files(string path)
    {
        var server = await ServerAsync();
        using var answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var policy = string.Join(';', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Files_are_named_by_what_is_in_them_and_kept_for_good()
    {
        var server = await ServerAsync();
        var page = await server.OpenAsync("/");
        var places = page.QuerySelectorAll("[src], link[href]").Select(element => element.GetAttribute("src") ?? element.GetAttribute("href")!).ToList();
        Assert.Equal(3, places.Count);
        foreach (var place in places)
        {
            using var file = await server.Client.GetAsync(new Uri(place, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Contains("immutable", file.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            var hash = System.Security.Cryptography.SHA256.HashData(await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.Equal(Convert.ToHexStringLower(hash)[..16], place.Split('/')[2]);
        }
    }

    [Fact]
    public async Task A_page_asks_for_a_key_where_there_are_keys_and_takes_it_as_a_password()
    {
        var server = await ServerAsync();
        var key = server.AddKey("ops", KeyScope.Read);
        using var refused = await server.Client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains(refused.Headers.WwwAuthenticate, way => way.Scheme == "Basic");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{key}")));
        using var admitted = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, admitted.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _file.Dispose();
    }
}
