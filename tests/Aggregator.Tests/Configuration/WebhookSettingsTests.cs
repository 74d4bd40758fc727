using System.Collections;
using System.Collections.Immutable;
using Aggregator.Configuration;

namespace Aggregator.Tests.Configuration;

public sealed class WebhookSettingsTests : IDisposable
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("aggregator-test-");

    [Fact]
    public void Receivers_are_read_from_a_file()
    {
        var endpoints = Load(
            $$"""
            [
              { "name": "archive", "url": "https://archive.example/hook?a=1", "secret": "{{Secret}}", "kinds": ["created", "removed"], "tags": ["world"], "start": "beginning" },
              { "name": "chat", "url": "http://chat.example", "secret": "{{Secret}} {{Secret}}" }
            ]
            """);
        Assert.Equal(2, endpoints.Length);
        var (archive, chat) = (endpoints[0], endpoints[1]);
        Assert.Equal(("archive", "https://archive.example/hook?a=1", true), (archive.Name, archive.Url, archive.FromBeginning));
        Assert.Equal(["created", "removed"], archive.Kinds);
        Assert.Equal(["world"], archive.Tags);
        Assert.Equal(Convert.FromBase64String(Secret["whsec_".Length..]), Assert.Single(archive.Keys));
        Assert.Equal(2, chat.Keys.Length);
        Assert.False(chat.FromBeginning);
    }

    [Fact]
    public void A_secret_may_stand_in_a_file_beside_the_settings()
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "hook.secret"), Secret + "\n");
        Assert.Single(Assert.Single(Load("""[ { "name": "a", "url": "https://a.example/", "secretFile": "hook.secret" } ]""")).Keys);
    }

    [Fact]
    public void One_text_says_the_same_for_environment_and_command_line()
    {
        var endpoints = Load("[]", $"Webhooks:Endpoints=name=a url=https://a.example/?x=1 secret={Secret} tags=x,y; name=b url=https://b.example/ secret={Secret}");
        Assert.Equal(["name=a url=https://a.example/?x=***", "name=b url=https://b.example/"], endpoints.Select(e => e.ToString()));
        Assert.Equal(["x", "y"], endpoints[0].Tags);
    }

    [Theory]
    [InlineData("""{ "name": "a", "url": "https://a.example/" }""", "needs name, url and secret")]
    [InlineData("""{ "name": "a b", "url": "https://a.example/", "secret": "S" }""", "letters, digits")]
    [InlineData("""{ "name": "a", "url": "ftp://a.example/", "secret": "S" }""", "absolute http or https")]
    [InlineData("""{ "name": "a", "url": "https://u:p@a.example/", "secret": "S" }""", "without user information")]
    [InlineData("""{ "name": "a", "url": "https://a.example/", "secret": "S", "kinds": ["made"] }""", "created, updated, merged, removed")]
    [InlineData("""{ "name": "a", "url": "https://a.example/", "secret": "S", "start": "soon" }""", "now or beginning")]
    [InlineData("""{ "name": "a", "url": "https://a.example/", "secret": "S", "tag": ["x"] }""", "the nearest is tags")]
    [InlineData("""{ "name": "a", "url": "https://a.example/", "secretFile": "none.secret" }""", "does not exist")]
    [InlineData("\"a\"", "a webhook is an object")]
    public void Each_mistake_is_told_with_its_line(string endpoint, string message)
    {
        var error = Assert.Single(Reject($"[ {endpoint.Replace("\"S\"", $"\"{Secret}\"", StringComparison.Ordinal)} ]"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Location.Line);
    }

    [Theory]
    [InlineData("hunter2-hunter2-hunter2-hunter2")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_%%%%")]
    public void A_secret_that_is_none_is_refused_and_not_quoted(string secret)
    {
        var error = Assert.Single(Reject($$"""[ { "name": "a", "url": "https://a.example/", "secret": "{{secret}}" } ]"""));
        Assert.Contains("24 to 64 bytes in base64", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_receivers_of_one_name_are_refused() => Assert.Contains(
        "two webhooks named a",
        Assert.Single(Reject($$"""[ { "name": "a", "url": "https://a.example/", "secret": "{{Secret}}" }, { "name": "a", "url": "https://b.example/", "secret": "{{Secret}}" } ]""")).Message,
        StringComparison.Ordinal);

    public void Dispose() => _directory.Delete(recursive: true);

    private ImmutableArray<WebhookEndpoint> Load(string json, params string[] overrides)
    {
        Write(json);
        return Assert.IsType<SettingsOutcome.Loaded>(SettingsLoader.Load(_directory.FullName, overrides, new Hashtable())).Settings.Webhooks.Endpoints;
    }

    private ImmutableArray<ConfigurationError> Reject(string json)
    {
        Write(json);
        return Assert.IsType<SettingsOutcome.Rejected>(SettingsLoader.Load(_directory.FullName, [], new Hashtable())).Errors;
    }

    private void Write(string json) => File.WriteAllText(
        Path.Combine(_directory.FullName, SettingsLoader.FileName), $$"""{ "Webhooks": { "Endpoints": {{json.Replace("\n", "", StringComparison.Ordinal)}} } }""");
}
