using System.Collections;
using System.Collections.Immutable;
using Aggregator.Configuration;

namespace Aggregator.Tests.Configuration.Lists;

public sealed class CatalogErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    // Shape.
    [InlineData("feeds: [", "2:1", "not valid YAML: ")]
    [InlineData("feeds:\n  - url: a\n\t  title: b", "3:1", "not valid YAML: ")]
    [InlineData("- https://example.org/", "1:1", "a list must be a mapping with defaults, feeds and groups, not a list")]
    [InlineData("just text", "1:1", "a list must be a mapping with defaults, feeds and groups, not \"just text\"")]
    [InlineData("feeds: []\n---\nfeeds: []", "2:1", "a second document starts here")]
    [InlineData("feeds: []\nfeeds: []", "2:1", "feeds is given twice, first at ")]
    [InlineData("? [a]\n: 1", "1:3", "a key must be a word, not a list")]
    [InlineData("feeds: *x", "1:8", "alias *x has no anchor before it")]
    [InlineData("feeds:\n  - <<: {a: 1}\n    url: https://example.org/", "2:5", "merge keys (<<) are not read")]
    [InlineData("feed:\n  - https://example.org/", "1:1", "unknown key feed; the nearest is feeds, all are defaults, feeds, groups, include")]
    [InlineData("interval: 1h", "1:1", "interval must stand under defaults:")]
    [InlineData("feeds: https://example.org/", "1:8", "feeds must be a list, not \"https://example.org/\"")]
    [InlineData("groups: {name: a}", "1:9", "groups must be a list, not a mapping")]
    [InlineData("defaults: 1h", "1:11", "defaults must be a mapping of feed settings, not \"1h\"")]
    [InlineData("defaults: {url: https://example.org/}", "1:12", "url belongs to one feed, not into defaults")]
    [InlineData("defaults: {title: x}", "1:12", "title belongs to one feed, not into defaults")]
    [InlineData("groups:\n  - feeds: []", "2:5", "a group needs a name")]
    [InlineData("groups: [news]", "1:10", "a group must be a mapping with a name and feeds, not \"news\"")]
    [InlineData("groups: [{name: a, url: b}]", "1:20", "unknown key url; the nearest is ")]
    [InlineData("feeds: [[a]]", "1:9", "a feed must be a URL or a mapping with url, not a list")]
    [InlineData("feeds:\n  -\n  - https://example.org/", "2:4", "a feed must be a URL or a mapping with url, not empty")]
    [InlineData("feeds: [{title: x}]", "1:9", "a feed needs url")]
    [InlineData("feeds: [{url: https://example.org/, intervall: 1h}]", "1:37", "unknown key intervall; the nearest is interval, all are replaces, title, url, auth")]
    // URLs.
    [InlineData("feeds: [{url: }]", "1:15", "url must be text, not empty")]
    [InlineData("feeds: [{url: [a]}]", "1:15", "url must be text, not a list")]
    [InlineData("feeds: [example.org/feed]", "1:9", "url example.org/feed has no scheme; write https://")]
    [InlineData("feeds: ['ftp://example.org/']", "1:9", "must begin with http:// or https://")]
    [InlineData("feeds: ['file:///etc/passwd']", "1:9", "must begin with http:// or https://")]
    [InlineData("feeds: ['https://']", "1:9", "url https:// is not a valid URL")]
    [InlineData("feeds: ['https://exa mple.org/']", "1:9", "white space or control characters")]
    [InlineData("feeds: ['https://user:S3CR3T@example.org/?k=S3CR3T']", "1:9", "url https://***@example.org/?k=*** carries a user or password; take them out and write auth:")]
    [InlineData("feeds: ['https://example.org/', 'HTTPS://EXAMPLE.org:443/#x']", "1:33", "is listed twice, first at ")]
    // Values.
    [InlineData("feeds: [{url: 'https://example.org/', interval: 30}]", "1:49", "interval is \"30\"; allowed is a duration such as 250ms, 30s, 5m, 12h, 7d or 1h30m from 1s to 30d or auto")]
    [InlineData("feeds: [{url: 'https://example.org/', interval: 0s}]", "1:49", "interval is \"0s\"")]
    [InlineData("feeds: [{url: 'https://example.org/', interval: 3650d}]", "1:49", "interval is \"3650d\"")]
    [InlineData("feeds: [{url: 'https://example.org/', schedule: soon}]", "1:49", "schedule \"soon\": needs six or seven fields")]
    [InlineData("feeds: [{url: 'https://example.org/', schedule: 0 0 8 * * ?, interval: 1h}]", "1:49", "schedule and interval exclude each other")]
    [InlineData("feeds: [{url: 'https://example.org/', timeZone: Europe/Kyiv}]", "1:49", "timeZone has no effect without schedule")]
    [InlineData("feeds: [{url: 'https://example.org/', schedule: 0 0 8 * * ?, timeZone: Europe/Kiew}]", "1:72", "timeZone \"Europe/Kiew\" is not known; write an IANA name")]
    [InlineData("feeds: [{url: 'https://example.org/', enabled: yes}]", "1:48", "enabled must be true or false")]
    [InlineData("feeds: [{url: 'https://example.org/', title: \"a\\u0007\"}]", "1:46", "title holds control characters")]
    [InlineData("feeds: [{url: 'https://example.org/', tags: [[a]]}]", "1:46", "tags must be text, not a list")]
    [InlineData("feeds: [{url: 'https://example.org/', tags: ['']}]", "1:46", "tags must be text, not \"\"")]
    [InlineData("feeds: [{url: 'https://example.org/', timeout: 1h}]", "1:48", "timeout is \"1h\"; allowed is a duration such as 250ms, 30s, 5m, 12h, 7d or 1h30m from 1s to 10m")]
    [InlineData("feeds: [{url: 'https://example.org/', maxBytes: 10}]", "1:49", "maxBytes is \"10\"; allowed is a size such as 512KB or 20MB from 1KB to 1GB")]
    [InlineData("feeds: [{url: 'https://example.org/', proxy: 'ftp://u:S3CR3T@p'}]", "1:46", "proxy is \"ftp://***@p\"; allowed is")]
    [InlineData("feeds: [{url: 'https://example.org/', userAgent: \"a\\nb\"}]", "1:50", "userAgent holds control characters")]
    [InlineData("feeds: [{url: 'https://example.org/', tls: off}]", "1:44", "tls must be {pin: sha256/…} with the base64 hash of the server's public key, or {allowInvalid: true}")]
    [InlineData("feeds: [{url: 'https://example.org/', tls: {allowInvalid: yes}}]", "1:44", "tls must be {pin:")]
    [InlineData("feeds: [{url: 'https://example.org/', tls: {pin: 5AfOqV1YSmQOfyTTDkLTk2pYAlqEUcmmbE3hfqKUTXE=}}]", "1:44", "tls must be {pin:")]
    [InlineData("feeds: [{url: 'https://example.org/', tls: {pin: sha256/5AfOqV1YSmQ=}}]", "1:44", "tls must be {pin:")]
    [InlineData("feeds: [{url: 'https://example.org/', tls: {pin: 'sha256/5AfOqV1YSmQOfyTTDkLTk2pYAlqEUcmmbE3hfqKUTXE=', allowInvalid: true}}]", "1:44", "tls must be {pin:")]
    // Headers and authorization.
    [InlineData("feeds: [{url: 'https://example.org/', headers: {A-IM: feed}}]", "1:49", "the header A-IM cannot be set: a setting says it: Fetching:AskForDeltas")]
    [InlineData("feeds: [{url: 'https://example.org/', headers: [a]}]", "1:48", "headers must be a mapping")]
    [InlineData("feeds: [{url: 'https://example.org/', headers: {Host: x}}]", "1:49", "the header Host cannot be set: the URL says it")]
    [InlineData("feeds: [{url: 'https://example.org/', headers: {x-forwarded-for: x}}]", "1:49", "the header x-forwarded-for cannot be set: a proxy")]
    [InlineData("feeds: [{url: 'https://example.org/', headers: {REMOTE-USER: x}}]", "1:49", "cannot be set: a proxy")]
    [InlineData("feeds: [{url: 'https://example.org/', headers: {Proxy-Authorization: x}}]", "1:49", "write proxy:")]
    [InlineData("feeds: [{url: 'https://example.org/', headers: {User-Agent: x}}]", "1:49", "write userAgent:")]
    [InlineData("feeds: [{url: 'https://example.org/', headers: {'a b': x}}]", "1:49", "\"a b\" is not a header name")]
    [InlineData("feeds: [{url: 'https://example.org/', headers: {A: \"S3CR3T\\r\\nHost: x\"}}]", "1:52", "the header A holds control characters")]
    [InlineData("feeds: [{url: 'https://example.org/', auth: {basic: S3CR3T}}]", "1:45", "auth must be {basic: {user: …, password: …}} or {bearer: …}")]
    [InlineData("feeds: [{url: 'https://example.org/', auth: {basic: {user: a, pass: S3CR3T}}}]", "1:45", "auth must be {basic:")]
    [InlineData("feeds: [{url: 'https://example.org/', auth: {basic: {user: 'a:b', password: S3CR3T}}}]", "1:60", "the user must hold no colon")]
    [InlineData("feeds: [{url: 'https://example.org/', auth: {bearer: 'S3CR3T x'}}]", "1:54", "a token of visible ASCII characters")]
    [InlineData("feeds: [{url: 'https://example.org/', auth: {bearer: {env: NOT_SET}}}]", "1:54", "auth bearer: the environment variable NOT_SET is not set")]
    [InlineData("feeds: [{url: 'https://example.org/', auth: {bearer: {file: absent}}}]", "1:54", "auth bearer: the file ")]
    [InlineData("feeds: [{url: 'https://example.org/', auth: {bearer: {vault: x}}}]", "1:54", "auth bearer must be text, {env: NAME} or {file: PATH}")]
    [InlineData("feeds: [{url: 'https://example.org/', headers: {Authorization: x}, auth: {bearer: y}}]", "1:74", "auth and the header Authorization exclude each other")]
    // Rules.
    [InlineData("feeds: [{url: 'https://example.org/', keep: quantum}]", "1:45", "keep must be a list of rules such as {title: words}, {title: /expression/} or {all: […]}, not \"quantum\"")]
    [InlineData("feeds: [{url: 'https://example.org/', keep: [quantum]}]", "1:46", "a rule of keep must be a field and what to look for in it")]
    [InlineData("feeds: [{url: 'https://example.org/', drop: [{titel: a}]}]", "1:47", "unknown key titel; the nearest is title, all are age, all, any, author, category, content, language, link, not, title, url")]
    [InlineData("feeds: [{url: 'https://example.org/', drop: [{title: '/(a/'}]}]", "1:54", "the pattern is not a regular expression: ")]
    [InlineData("feeds: [{url: 'https://example.org/', drop: [{title: '/(a)\\1/'}]}]", "1:54", "backreferences, lookaround")]
    [InlineData("feeds: [{url: 'https://example.org/', drop: [{title: '/(?=a)b/'}]}]", "1:54", "backreferences, lookaround")]
    public void An_error_names_its_place_and_the_remedy(string yaml, string place, string message)
    {
        var file = _folder.Write("list.yaml", yaml);
        var error = Assert.Single(Load());
        Assert.Equal($"{file}:{place}", error.Location.ToString());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("S3CR3T", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("headers: {A: \"1\\r\\nHost: x\"}")]
    [InlineData("headers: {A: \"1\\nB: 2\"}")]
    [InlineData("headers: {A: \"1\\0\"}")]
    [InlineData("headers: {Cookie: \"a=1\\r\\n\\r\\nGET / HTTP/1.1\"}")]
    [InlineData("headers: {\"A\\r\\nB\": x}")]
    [InlineData("userAgent: \"a\\r\\nHost: x\"")]
    [InlineData("userAgent: \"a\\0b\"")]
    [InlineData("auth: {bearer: \"t\\r\\nHost: x\"}")]
    [InlineData("auth: {basic: {user: \"a\\nb\", password: c}}")]
    [InlineData("proxy: \"http://proxy.example/\\r\\nX\"")]
    public void H23_a_line_break_or_a_zero_is_refused_where_it_is_written(string member)
    {
        _folder.Write("list.yaml", $"feeds: [{{url: 'https://example.org/', {member}}}]");
        Assert.DoesNotContain(Assert.Single(Load()).Message, char.IsControl);
    }

    [Theory]
    [InlineData("""{ "feeds": [ "https://example.org/", ] } x""", "1:42", "not valid JSON: ")]
    [InlineData("{ \"feeds\": [\n  { \"url\": \"https://example.org/\", \"interval\": 5 } ] }", "2:48", "interval is \"5\"")]
    [InlineData("""{ "feeds": [ "https://example.org/", "https://EXAMPLE.org" ] }""", "1:38", "is listed twice")]
    public void JSON_has_places_too(string json, string place, string message)
    {
        var file = _folder.Write("list.json", json);
        var error = Assert.Single(Load());
        Assert.Equal($"{file}:{place}", error.Location.ToString());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_all_files_come_sorted_by_file_and_line()
    {
        var b = _folder.Write("b.yaml", "feeds:\n  - https://example.org/1\n  - gopher://example.org/\n  - nowhere\n");
        var a = _folder.Write("a/a.yml", "feeds:\n  - {url: 'https://example.org/2', x: 1, y: 2}\n");
        var c = _folder.Write("c.json", """{ "feeds": [ "HTTPS://example.org:443/1" ] }""");
        var errors = Load();
        Assert.Equal([$"{a}:2:36", $"{a}:2:42", $"{b}:3:5", $"{b}:4:5", $"{c}:1:14"], errors.Select(e => e.Location.ToString()));
        Assert.Contains($"first at {b}:2:5", errors[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_directory_is_an_error() =>
        Assert.Contains(
            "does not exist",
            Assert.IsType<CatalogOutcome.Rejected>(CatalogLoader.Load(Path.Combine(_folder.Path, "absent"), Crons.Reader)).Errors.Single().Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_dangling_link_is_an_error()
    {
        var link = Path.Combine(_folder.Path, "gone.yaml");
        File.CreateSymbolicLink(link, Path.Combine(_folder.Path, "nothing"));
        Assert.Equal(link, Assert.Single(Load()).Location.ToString());
    }

    [Fact]
    public void A_folder_that_contains_itself_is_an_error()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "loop"), _folder.Path);
        Assert.Contains("does a symbolic link lead back", Assert.Single(Load()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nested_aliases_do_not_explode()
    {
        var lines = Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]");
        _folder.Write("bomb.yaml", $"a0: &a0 [x]\n{string.Join('\n', lines)}\n");
        Assert.Contains(Load(), e => e.Message.Contains("aliases repeat more than", StringComparison.Ordinal));
    }

    [Fact]
    public void Deep_nesting_is_an_error_and_no_crash()
    {
        _folder.Write("deep.yaml", $"feeds: {new string('[', 5000)}{new string(']', 5000)}");
        _folder.Write("deep.json", $$"""{ "feeds": {{new string('[', 5000)}}{{new string(']', 5000)}} }""");
        Assert.Equal(2, Load().Length);
    }

    private ImmutableArray<ConfigurationError> Load() =>
        Assert.IsType<CatalogOutcome.Rejected>(CatalogLoader.Load(_folder.Path, Crons.Reader, new Hashtable())).Errors;
}
