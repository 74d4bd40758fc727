using System.Net;
using System.Text.Json;
using Aggregator.Outputs.GoogleReader;
using Aggregator.Storage.Access;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Outputs.Rest;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Outputs.GoogleReader;

public sealed class GoogleReaderOnSqlite() : GoogleReaderTests(new SqliteTestDatabase());

public sealed class GoogleReaderOnPostgres() : GoogleReaderTests(new PostgresTestDatabase());

public abstract class GoogleReaderTests(TestDatabase file) : IAsyncLifetime
{
    private const string Everything = "user/-/state/com.google/reading-list";
    private const string ReadState = "user/-/state/com.google/read";
    private const string StarredState = "user/-/state/com.google/starred";
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private ApiServer _server = null!;
    private string? _login;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync(file, "https://one.example/feed", "https://two.example/feed?token=secret");
        file.Execute("UPDATE feeds SET tags = '[\"news\"]' WHERE id = 1");
        file.Execute("UPDATE feeds SET tags = '[\"arts/film\",\"news\"]', site_url = 'https://two.example/', listed_title = 'Two' WHERE id = 2");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_reader_logs_in_with_a_key_as_password_and_is_known_by_what_it_got_until_the_key_is_gone()
    {
        var key = _server.AddKey("ada", KeyScope.Write);
        await LoginAsync(key);
        Assert.NotEqual(key, _login);
        Assert.DoesNotContain(key[4..20], _login!, StringComparison.Ordinal);
        Assert.Equal("ada", (await GetAsync("user-info")).GetProperty("userName").GetString());

        Assert.True(new ApiKeyStore(file.Database).Remove("ada"));
        _server.AddKey("ada", KeyScope.Write);
        _server.Time.Advance(TimeSpan.FromSeconds(3));
        using var refused = await SendAsync("GET", "/reader/api/0/user-info");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Wrong_passwords_are_refused_and_slowed_down()
    {
        _server.AddKey("ada", KeyScope.Read);
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("wrong"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("wrong"));
        using var inUrl = await SendAsync("POST", "/accounts/ClientLogin?Email=a&Passwd=b", "");
        Assert.Equal(HttpStatusCode.BadRequest, inUrl.StatusCode);

        async Task<HttpStatusCode> StatusAsync(string password)
        {
            using var answer = await SendAsync("POST", "/accounts/ClientLogin", $"Email=a&Passwd={password}");
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_key_for_reading_marks_nothing()
    {
        await FillAsync(1);
        await LoginAsync(_server.AddKey("ada", KeyScope.Read));
        Assert.Single(Items(await GetAsync($"stream/contents/{Everything}")));
        using var answer = await SendAsync("POST", "/reader/api/0/edit-tag", $"i=1&a={ReadState}");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/api/greader.php")]
    public async Task Subscriptions_and_tags_are_those_of_the_lists(string root)
    {
        var feeds = (await JsonAsync(root + "/reader/api/0/subscription/list?output=json")).GetProperty("subscriptions").EnumerateArray().ToList();
        Assert.Equal(["feed/1", "feed/2"], feeds.Select(feed => feed.GetProperty("id").GetString()));
        Assert.Equal(("Two", "https://two.example/"), (feeds[1].GetProperty("title").GetString(), feeds[1].GetProperty("htmlUrl").GetString()));
        Assert.DoesNotContain("secret", feeds[1].GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal(["arts/film", "news"], feeds[1].GetProperty("categories").EnumerateArray().Select(tag => tag.GetProperty("label").GetString()));
        Assert.Equal(
            [StarredState, "user/-/label/arts/film", "user/-/label/news"],
            (await JsonAsync(root + "/reader/api/0/tag/list")).GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("id").GetString()));
        using var opml = await SendAsync("GET", root + "/reader/api/0/subscription/export");
        Assert.Contains("xmlUrl=\"https://one.example/feed\"", await opml.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_give_articles_with_all_that_readers_show()
    {
        await _server.PollAsync(2, Noon, Drafts.Draft("a", "two.example/a", "Title", "<p>Text</p>", Noon.AddHours(-1)) with
        {
            Authors = [new("Ada", null, null), new(null, "b@example.org", null)],
            Enclosures = [new("https://two.example/a.mp3", "audio/mpeg", 5)],
        });
        var item = Assert.Single(Items(await GetAsync("stream/contents/feed%2F2?n=5")));
        Assert.Equal("tag:google.com,2005:reader/item/0000000000000001", item.GetProperty("id").GetString());
        Assert.Equal(("Title", "Ada, b@example.org"), (item.GetProperty("title").GetString(), item.GetProperty("author").GetString()));
        Assert.Equal("<p>Text</p>", item.GetProperty("summary").GetProperty("content").GetString());
        Assert.Equal("https://two.example/a", item.GetProperty("canonical")[0].GetProperty("href").GetString());
        Assert.Equal("https://two.example/a.mp3", item.GetProperty("enclosure")[0].GetProperty("href").GetString());
        Assert.Equal(Noon.AddHours(-1).ToUnixTimeSeconds(), item.GetProperty("published").GetInt64());
        Assert.Equal(("feed/2", "Two"), (item.GetProperty("origin").GetProperty("streamId").GetString(), item.GetProperty("origin").GetProperty("title").GetString()));
        Assert.Equal([Everything, "user/-/label/arts/film", "user/-/label/news"], Categories(item));
    }

    [Fact]
    public async Task Pages_follow_one_another_in_both_directions()
    {
        await FillAsync(25);
        foreach (var (order, expected) in new[] { ("", Enumerable.Range(1, 25).Reverse()), ("&r=o", Enumerable.Range(1, 25)) })
        {
            var (ids, texts) = (new List<int>(), new List<string>());
            for (var next = (string?)""; next is not null;)
            {
                var page = await GetAsync($"stream/items/ids?s={Everything}&n=10{order}{next}");
                ids.AddRange(page.GetProperty("itemRefs").EnumerateArray().Select(item => int.Parse(item.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture)));
                texts.AddRange(Items(await GetAsync($"stream/contents/{Everything}?n=10{order}{next}")).Select(item => item.GetProperty("title").GetString()!));
                next = page.TryGetProperty("continuation", out var place) ? "&c=" + place.GetString() : null;
            }
            Assert.Equal(expected, ids);
            Assert.Equal(expected.Select(n => $"Title {n - 1}"), texts);
        }
    }

    [Fact]
    public async Task What_is_marked_stays_so_for_this_account_and_no_other()
    {
        await FillAsync(3);
        var (ada, bob) = (_server.AddKey("ada", KeyScope.Write), _server.AddKey("bob", KeyScope.Write));
        await LoginAsync(ada);
        var token = await TextAsync("/reader/api/0/token");
        Assert.Equal("OK", await PostAsync("edit-tag", $"i=tag:google.com,2005:reader/item/0000000000000001&i=0000000000000002&a={ReadState}&T={token}"));
        Assert.Equal("OK", await PostAsync("edit-tag", $"i=3&a=user/17/state/com.google/starred&ac=edit&T={token}"));
        Assert.Equal([2], await IdsAsync($"s={Everything}&xt={ReadState}", minus: 1));
        Assert.Equal([2], await IdsAsync($"s={StarredState}", minus: 1));
        Assert.Equal([1, 0], await IdsAsync($"s={Everything}&it={ReadState}", minus: 1));
        Assert.Contains(StarredState, Categories(Items(await GetAsync($"stream/contents/{Everything}"))[0]));

        Assert.Equal("OK", await PostAsync("edit-tag", $"i=2&r={ReadState}&a=user/-/state/com.google/kept-unread"));
        Assert.Equal("OK", await PostAsync("edit-tag", $"i=3&r={StarredState}"));
        Assert.Equal([2, 1], await IdsAsync($"s={Everything}&xt={ReadState}", minus: 1));
        Assert.Empty(await IdsAsync($"s={StarredState}", minus: 1));

        await LoginAsync(bob);
        Assert.Equal([2, 1, 0], await IdsAsync($"s={Everything}&xt={ReadState}", minus: 1));
        await LoginAsync(ada);
        Assert.Equal([2, 1], await IdsAsync($"s={Everything}&xt={ReadState}", minus: 1));
    }

    [Fact]
    public async Task A_wrong_token_marks_nothing()
    {
        await FillAsync(1);
        using var answer = await SendAsync("POST", "/reader/api/0/edit-tag", $"i=1&a={ReadState}&T=wrong");
        Assert.Equal((HttpStatusCode.Unauthorized, "true"), (answer.StatusCode, Assert.Single(answer.Headers.GetValues("X-Reader-Google-Bad-Token"))));
        Assert.Equal([1], await IdsAsync($"s={Everything}&xt={ReadState}"));
    }

    [Fact]
    public async Task All_of_a_feed_a_tag_or_everything_is_marked_up_to_a_time()
    {
        await _server.PollAsync(1, Noon, Dated("a", "one"), Dated("b", "one"));
        await _server.PollAsync(2, Noon.AddMinutes(1), Dated("c", "two"), Dated("d", "two"));
        Assert.Equal([("feed/1", 2L), ("feed/2", 2L), (Everything, 4L), ("user/-/label/arts/film", 2L), ("user/-/label/news", 4L)], await UnreadAsync());
        _server.Time.SetUtcNow(Noon.AddHours(1));
        Assert.Equal("OK", await PostAsync("mark-all-as-read", "s=feed/1"));
        Assert.Equal([("feed/1", 0L), ("feed/2", 2L), (Everything, 2L), ("user/-/label/arts/film", 2L), ("user/-/label/news", 2L)], await UnreadAsync());
        Assert.Equal([4, 3], await IdsAsync($"s={Everything}&xt={ReadState}"));

        // What comes later is unread, and what was marked back by hand stays unread.
        await _server.PollAsync(1, Noon.AddHours(2), Dated("e", "one"));
        Assert.Equal("OK", await PostAsync("edit-tag", $"i=1&r={ReadState}"));
        Assert.Equal([5, 4, 3, 1], await IdsAsync($"s={Everything}&xt={ReadState}"));
        Assert.Equal("OK", await PostAsync("mark-all-as-read", $"s=user/-/label/news&ts={Noon.AddHours(1).ToUnixTimeMilliseconds()}000"));
        Assert.Equal([5], await IdsAsync($"s={Everything}&xt={ReadState}"));
        _server.Time.SetUtcNow(Noon.AddHours(3));
        Assert.Equal("OK", await PostAsync("mark-all-as-read", $"s={Everything}"));
        Assert.Empty(await IdsAsync($"s={Everything}&xt={ReadState}"));
        Assert.Equal([5, 2, 1], await IdsAsync("s=feed/1"));
    }

    [Fact]
    public async Task An_article_of_two_feeds_is_read_when_one_of_them_is()
    {
        await _server.PollAsync(1, Noon, Dated("a", "one"));
        await _server.PollAsync(2, Noon, Dated("a", "one"));
        Assert.Equal(2, (await UnreadAsync()).Count(count => count.Item1.StartsWith("feed/", StringComparison.Ordinal) && count.Item2 == 1));
        _server.Time.SetUtcNow(Noon.AddHours(1));
        Assert.Equal("OK", await PostAsync("mark-all-as-read", "s=feed/2"));
        Assert.All(await UnreadAsync(), count => Assert.Equal(0, count.Item2));
    }

    [Fact]
    public async Task Articles_are_wanted_by_time_by_number_and_by_tag()
    {
        await _server.PollAsync(1, Noon, Dated("a", "one"));
        await _server.PollAsync(2, Noon.AddHours(1), Dated("b", "two"));
        await _server.PollAsync(1, Noon.AddHours(2), Dated("c", "one") with { Tags = ["arts/film"] });
        Assert.Equal([3, 2], await IdsAsync($"s={Everything}&ot={Noon.AddMinutes(30).ToUnixTimeSeconds()}"));
        Assert.Equal([1], await IdsAsync($"s={Everything}&nt={Noon.AddMinutes(30).ToUnixTimeSeconds()}"));
        Assert.Equal([3, 2], await IdsAsync("s=user/-/label/arts/film"));
        using var answer = await SendAsync("POST", "/reader/api/0/stream/items/contents", "i=tag:google.com,2005:reader/item/0000000000000003&i=1&i=99&i=x");
        Assert.Equal(["Title c", "Title a"], Items(await ApiServer.JsonAsync(answer)).Select(item => item.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task Who_logs_in_for_the_first_time_finds_a_month_unread()
    {
        await _server.PollAsync(1, Noon.AddDays(-40), Dated("old", "one"));
        await _server.PollAsync(1, Noon.AddDays(-20), Dated("new", "one"));
        await LoginAsync(_server.AddKey("ada", KeyScope.Write));
        Assert.Equal([2], await IdsAsync($"s={Everything}&xt={ReadState}"));
        Assert.Equal([2, 1], await IdsAsync($"s={Everything}"));
    }

    [Fact]
    public async Task The_Atom_of_a_stream_says_what_is_read()
    {
        await FillAsync(2);
        Assert.Equal("OK", await PostAsync("edit-tag", $"i=1&a={ReadState}"));
        var atom = await TextAsync("/reader/atom/feed%2F1?n=10");
        Assert.Contains("<id>tag:google.com,2005:reader/item/0000000000000002</id>", atom, StringComparison.Ordinal);
        Assert.Equal(1, atom.Split("label=\"read\"").Length - 1);
        Assert.Equal(1, atom.Split("label=\"fresh\"").Length - 1);
    }

    [Theory]
    [InlineData("GET", "stream/contents/user/-/state/com.google/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "stream/items/ids", HttpStatusCode.NotFound)]
    [InlineData("POST", "subscription/quickadd", HttpStatusCode.Forbidden)]
    [InlineData("POST", "subscription/edit", HttpStatusCode.Forbidden)]
    [InlineData("POST", "edit-tag", HttpStatusCode.BadRequest)]
    [InlineData("POST", "mark-all-as-read", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_done_is_told(string method, string path, HttpStatusCode status)
    {
        using var answer = await SendAsync(method, "/reader/api/0/" + path, method == "POST" ? "a=b" : null);
        Assert.Equal(status, answer.StatusCode);
        Assert.NotEmpty((await ApiServer.JsonAsync(answer)).GetProperty("detail").GetString()!);
    }

    [Theory]
    [InlineData("tag:google.com,2005:reader/item/000000000000002a", 42L)]
    [InlineData("tag:google.com,2005:reader/item/2a", 42L)]
    [InlineData("000000000000002a", 42L)]
    [InlineData("42", 42L)]
    [InlineData("", null)]
    [InlineData("x", null)]
    [InlineData("tag:google.com,2005:reader/item/", null)]
    public void Numbers_of_items_are_read_in_all_their_forms(string text, long? number) => Assert.Equal(number, ItemId.Read(text));

    private static Aggregator.Normalizing.ArticleDraft Dated(string name, string host) => Drafts.Draft(name, $"{host}.example/{name}", $"Title {name}", published: Noon.AddDays(-50));

    private Task FillAsync(int articles) => _server.PollAsync(1, Noon, [.. Enumerable.Range(0, articles).Select(i => Dated($"{i}", "one"))]);

    private async Task LoginAsync(string key)
    {
        using var answer = await SendAsync("POST", "/accounts/ClientLogin", $"service=reader&Email=somebody&Passwd={key}");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        _login = Assert.Single(text.Split('\n'), line => line.StartsWith("Auth=", StringComparison.Ordinal))[5..];
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? form = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (form is not null)
            request.Content = new StringContent(form, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");
        if (_login is not null)
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", $"GoogleLogin auth={_login}"));
        return await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<string> TextAsync(string path)
    {
        using var answer = await SendAsync("GET", path);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> PostAsync(string path, string form)
    {
        using var answer = await SendAsync("POST", "/reader/api/0/" + path, form);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var answer = await SendAsync("GET", path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)} {string.Join('\n', _server.Log.Lines)}");
        return await ApiServer.JsonAsync(answer);
    }

    private Task<JsonElement> GetAsync(string path) => JsonAsync("/reader/api/0/" + path);

    private async Task<IEnumerable<long>> IdsAsync(string query, int minus = 0) => (await GetAsync($"stream/items/ids?n=100&{query}"))
        .GetProperty("itemRefs").EnumerateArray().Select(item => long.Parse(item.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture) - minus);

    private async Task<IReadOnlyList<(string, long)>> UnreadAsync() => [.. (await GetAsync("unread-count")).GetProperty("unreadcounts").EnumerateArray()
        .Select(count => (count.GetProperty("id").GetString()!, count.GetProperty("count").GetInt64()))];

    private static List<JsonElement> Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    private static IEnumerable<string?> Categories(JsonElement item) => item.GetProperty("categories").EnumerateArray().Select(category => category.GetString());
}
