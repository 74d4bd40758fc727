using System.Collections;
using System.Collections.Immutable;
using Aggregator.Configuration;

namespace Aggregator.Tests.Configuration;

public sealed class HostRuleTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("aggregator-test-");

    [Fact]
    public void Rules_are_read_from_a_file_in_their_order()
    {
        var rules = Load("""[ { "pattern": "*.Example.org", "concurrency": 2, "delay": "5s" }, { "pattern": "bridge.example:1200", "hold": "feed", "pollsPerMinute": 0 } ]""");
        Assert.Equal(
            [
                new HostRule("*.example.org") { Concurrency = 2, Delay = TimeSpan.FromSeconds(5) },
                new HostRule("bridge.example:1200") { Hold = HoldScope.Feed, PollsPerMinute = 0 },
            ],
            rules.AsEnumerable());
    }

    [Fact]
    public void One_text_says_the_same_for_environment_and_command_line()
    {
        var rules = Load("[]", "Polling:Hosts=*.example.org concurrency=2 delay=5s; bridge.example:1200 hold=feed pollsPerMinute=0");
        Assert.Equal(["*.example.org concurrency=2 delay=5s", "bridge.example:1200 pollsPerMinute=0 hold=feed"], rules.Select(r => r.ToString()));
    }

    [Theory]
    [InlineData("""[ { "delay": "5s" } ]""", "needs a pattern")]
    [InlineData("""[ { "pattern": "a.example", "dleay": "5s" } ]""", "unknown key dleay; the nearest is delay")]
    [InlineData("""[ { "pattern": "a.example", "delay": "5" } ]""", "delay is \"5\"; allowed is a duration")]
    [InlineData("""[ { "pattern": "a.example", "concurrency": 65 } ]""", "from 1 to 64")]
    [InlineData("""[ { "pattern": "a.example", "hold": "all" } ]""", "allowed is host or feed")]
    [InlineData("""[ { "pattern": "https://a.example/" } ]""", "allowed is a host such as")]
    [InlineData("""[ "a.example" ]""", "a host rule is an object")]
    public void Each_mistake_is_told_with_its_line_and_column(string json, string message)
    {
        Write(json);
        var rejected = Assert.IsType<SettingsOutcome.Rejected>(SettingsLoader.Load(_directory.FullName, [], new Hashtable()));
        var error = Assert.Single(rejected.Errors);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Location.Line);
    }

    [Theory]
    [InlineData("example.org", "example.org:443", true)]
    [InlineData("example.org", "www.example.org:443", false)]
    [InlineData("*.example.org", "www.example.org:8080", true)]
    [InlineData("*.example.org", "example.org:443", false)]
    [InlineData("example.org:8080", "example.org:8080", true)]
    [InlineData("example.org:8080", "example.org:443", false)]
    [InlineData("*", "anything.example:80", true)]
    [InlineData("[2001:db8::1]", "[2001:db8::1]:443", true)]
    [InlineData("10.1.2.*", "10.1.2.7:80", true)]
    public void A_pattern_is_for_all_ports_unless_it_names_one(string pattern, string host, bool matches) =>
        Assert.Equal(matches, new HostRule(pattern).Matches(host));

    public void Dispose() => _directory.Delete(recursive: true);

    private ImmutableArray<HostRule> Load(string json, params string[] overrides)
    {
        Write(json);
        return Assert.IsType<SettingsOutcome.Loaded>(SettingsLoader.Load(_directory.FullName, overrides, new Hashtable())).Settings.Polling.Hosts;
    }

    private void Write(string json) => File.WriteAllText(
        Path.Combine(_directory.FullName, SettingsLoader.FileName), $$"""{ "Polling": { "Hosts": {{json}} } }""");
}
