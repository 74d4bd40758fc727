using System.Net;
using System.Text;
using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Outputs;
using Aggregator.Outputs.Access;
using Aggregator.Storage.Access;

namespace Aggregator.Tests.Outputs.Access;

public sealed class AccessTests
{
    [Fact]
    public async Task Without_keys_everybody_on_this_machine_may_do_everything()
    {
        await using var server = await new AccessServer().StartAsync();
        using var answer = await server.SendAsync("GET", "/read");
        Assert.Equal(Caller.Anonymous, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(200, await server.StatusAsync("POST", "/write"));
    }

    [Fact]
    public async Task Without_keys_pages_of_other_sites_cannot_act_and_names_that_resolve_here_cannot_read()
    {
        await using var server = await new AccessServer().StartAsync();
        Assert.Equal(403, await server.StatusAsync("POST", "/write", "Origin: https://evil.example"));
        Assert.Equal(403, await server.StatusAsync("POST", "/write", "Origin: null"));
        Assert.Equal(403, await server.StatusAsync("POST", "/write", "Sec-Fetch-Site: cross-site"));
        Assert.Equal(403, await server.StatusAsync("GET", "/read", "Host: rebound.example"));
        Assert.Equal(200, await server.StatusAsync("POST", "/write", $"Origin: {server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)}", "Sec-Fetch-Site: same-origin"));
        Assert.Equal(200, await server.StatusAsync("GET", "/read", "Host: localhost"));
        Assert.Equal(200, await server.StatusAsync("GET", "/read", "Host: [::1]:8080"));
    }

    [Fact]
    public async Task With_the_first_key_everybody_needs_one_within_two_seconds_and_open_endpoints_stay_open()
    {
        await using var server = await new AccessServer().StartAsync();
        Assert.Equal(200, await server.StatusAsync("GET", "/read"));
        var key = server.AddKey("phone", KeyScope.Read);
        server.Time.Advance(TimeSpan.FromSeconds(2));

        using var refused = await server.SendAsync("GET", "/read");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(["Bearer", "Basic"], refused.Headers.WwwAuthenticate.Select(challenge => challenge.Scheme));
        Assert.Equal(Problem.MediaType, refused.Content.Headers.ContentType?.ToString());
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(401, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(401, await server.StatusAsync("GET", "/nothing/here"));
        Assert.Equal(200, await server.StatusAsync("GET", "/open"));
        Assert.Equal(200, await server.StatusAsync("GET", "/read", $"Authorization: Bearer {key}"));

        server.Keys.Remove("phone");
        server.AddKey("other", KeyScope.Read);
        server.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(401, await server.StatusAsync("GET", "/read", $"Authorization: Bearer {key}"));
    }

    [Fact]
    public async Task A_key_comes_as_bearer_as_header_or_as_the_password_of_basic_and_never_in_the_url()
    {
        await using var server = await new AccessServer().StartAsync();
        var key = server.AddKey("phone", KeyScope.Read);
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{key}"));
        foreach (var header in new[] { $"Authorization: Bearer {key}", $"authorization: bearer {key}", $"X-API-Key: {key}", $"Authorization: Basic {basic}" })
        {
            using var answer = await server.SendAsync("GET", "/read", header);
            Assert.Equal("phone", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        Assert.Equal(401, await server.StatusAsync("GET", $"/read?key={key}&api_key={key}&access_token={key}"));
        foreach (var header in new[] { "Authorization: Basic !!", "Authorization: Basic cGhvbmU=", $"Authorization: Other {key}", "Authorization: Bearer", $"X-API-Key: {key}x" })
            Assert.Equal(401, await server.StatusAsync("GET", "/read", header));
    }

    [Fact]
    public async Task A_key_of_the_scope_read_reads_and_one_of_write_acts_too()
    {
        await using var server = await new AccessServer().StartAsync();
        var (read, write) = (server.AddKey("reader", KeyScope.Read), server.AddKey("admin", KeyScope.Write));
        Assert.Equal(403, await server.StatusAsync("POST", "/write", $"Authorization: Bearer {read}"));
        Assert.Equal(200, await server.StatusAsync("POST", "/ask", $"Authorization: Bearer {read}"));
        Assert.Equal(200, await server.StatusAsync("POST", "/write", $"Authorization: Bearer {write}"));
        Assert.Equal(200, await server.StatusAsync("GET", "/read", $"Authorization: Bearer {write}"));
        Assert.Equal(200, await server.StatusAsync("POST", "/write", $"Authorization: Bearer {write}", "Origin: https://page.example"));
    }

    [Fact]
    public async Task After_ten_wrong_keys_in_a_minute_an_address_hears_429_while_a_right_key_still_works()
    {
        await using var server = await new AccessServer().StartAsync();
        var key = server.AddKey("phone", KeyScope.Read);
        for (var i = 0; i < FailureLimit.PerMinute; i++)
            Assert.Equal(401, await server.StatusAsync("GET", "/read", $"Authorization: Bearer {AccessKey.Create()}"));
        server.Time.Advance(TimeSpan.FromSeconds(20));

        using var refused = await server.SendAsync("GET", "/read", $"Authorization: Bearer {AccessKey.Create()}");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(40), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(200, await server.StatusAsync("GET", "/read", $"Authorization: Bearer {key}"));

        server.Time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(401, await server.StatusAsync("GET", "/read", $"Authorization: Bearer {AccessKey.Create()}"));
    }

    [Theory]
    [InlineData("/open")]
    [InlineData("/read")]
    [InlineData("/nothing/here")]
    public async Task Every_answer_has_the_security_headers(string path)
    {
        await using var server = await new AccessServer().StartAsync();
        server.AddKey("phone", KeyScope.Read);
        using var answer = await server.SendAsync("GET", path);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal(SecurityHeaders.NothingRuns, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
    }

    [Fact]
    public async Task No_other_site_may_read_unless_it_is_configured()
    {
        await using var closed = await new AccessServer().StartAsync();
        using var without = await closed.SendAsync("GET", "/open", "Origin: https://reader.example");
        Assert.DoesNotContain(without.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));

        await using var server = await new AccessServer(new HttpOptions { Origins = "https://Reader.example; http://localhost:3000" }).StartAsync();
        server.AddKey("page", KeyScope.Read);
        using var preflight = await server.SendAsync(
            "OPTIONS", "/read", "Origin: https://reader.example", "Access-Control-Request-Method: GET", "Access-Control-Request-Headers: authorization");
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal("https://reader.example", preflight.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using var refused = await server.SendAsync("GET", "/read", "Origin: https://reader.example");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("https://reader.example", refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using var other = await server.SendAsync("GET", "/open", "Origin: https://evil.example");
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Removing_the_last_key_opens_nothing_where_others_can_reach_the_daemon()
    {
        await using var server = await new AccessServer(new HttpOptions { Urls = "http://0.0.0.0:8080" }).StartAsync();
        Assert.Equal(401, await server.StatusAsync("GET", "/read"));
        Assert.Equal(200, await server.StatusAsync("GET", "/open"));
    }
}
