using System.Collections;
using System.Collections.Immutable;
using Aggregator.Configuration;

namespace Aggregator.Tests.Configuration;

public sealed class SettingsErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{ "Polling": { "HostDely": "1s" } }""", "1:16", "Polling:HostDely = \"1s\": there is no such setting; the nearest is Polling:HostDelay")]
    [InlineData("""{ "HostDelay": "1s" }""", "1:3", "HostDelay = \"1s\": there is no such setting; the nearest is Polling:HostDelay")]
    [InlineData("""{ "Poling": { "Interval": "1s" } }""", "1:15", "the nearest is Polling:Interval")]
    [InlineData("{\n  \"Polling\": { /* é */ \"Concurrency\": \"many\" } }", "2:24", "Polling:Concurrency is \"many\"; allowed is a whole number from 1 to 1024")]
    [InlineData("""{ "Polling": { "Concurrency": 0 } }""", "1:16", "Polling:Concurrency is \"0\"; allowed is a whole number from 1 to 1024")]
    [InlineData("""{ "Polling": { "Concurrency": 1.5 } }""", "1:16", "Polling:Concurrency is \"1.5\"")]
    [InlineData("""{ "Polling": { "Concurrency": [1] } }""", "1:16", "Polling:Concurrency is [\"1\"]")]
    [InlineData("""{ "Polling": { "Concurrency": {} } }""", "1:16", "Polling:Concurrency is a mapping")]
    [InlineData("""{ "Polling": { "Concurrency": { "Max": 1 } } }""", "1:33", "Polling:Concurrency:Max reaches into Polling:Concurrency, which is a whole number")]
    [InlineData("""{ "Polling": 3 }""", "1:3", "Polling is a section and has no value of its own")]
    [InlineData("""{ "Polling": { "HostDelay": 30 } }""", "1:16", "Polling:HostDelay is \"30\"; allowed is a duration such as 250ms, 30s, 5m, 12h, 7d or 1h30m from 0s to 1h")]
    [InlineData("""{ "Polling": { "HostDelay": "2h" } }""", "1:16", "Polling:HostDelay is \"2h\"; allowed is")]
    [InlineData("""{ "Polling": { "HostDelay": "1s", "hostdelay": "2s" } }""", "1:35", "hostdelay is given twice, first at ")]
    [InlineData("""{ "Polling": { "HostDelay": "1s" }, "Polling:HostDelay": "2s" }""", "1:37", "Polling:HostDelay is given twice, first at ")]
    [InlineData("""{ "Polling": { "BackOff": "2d" } }""", "1:16", "longer than Polling:MaxBackOff, 1d")]
    [InlineData("""{ "Fetching": { "MaxBytes": "1000TB" } }""", "1:17", "Fetching:MaxBytes is \"1000TB\"; allowed is a size such as 512KB or 20MB from 1KB to 1GB")]
    [InlineData("""{ "Fetching": { "AllowedNetworks": ["10.0.0.1/8"] } }""", "1:17", "Fetching:AllowedNetworks is [\"10.0.0.1/8\"]; allowed is a list of networks")]
    [InlineData("""{ "Fetching": { "AllowedNetworks": "10" } }""", "1:17", "Fetching:AllowedNetworks is \"10\"")]
    [InlineData("""{ "Fetching": { "AllowedHosts": ["10.0.0.1"] } }""", "1:17", "Fetching:AllowedHosts is [\"10.0.0.1\"]; allowed is a list of host names such as feeds.example or *.intranet.example")]
    [InlineData("""{ "Fetching": { "AllowedHosts": ["*"] } }""", "1:17", "allowed is a list of host names")]
    [InlineData("""{ "Fetching": { "AllowedHosts": ["a.*.example"] } }""", "1:17", "allowed is a list of host names")]
    [InlineData("""{ "Fetching": { "AllowedHosts": ["https://feeds.example"] } }""", "1:17", "allowed is a list of host names")]
    [InlineData("""{ "Fetching": { "AllowedHosts": ["feeds.example:80"] } }""", "1:17", "allowed is a list of host names")]
    [InlineData("""{ "Fetching": { "RefuseDowngrade": 1 } }""", "1:17", "Fetching:RefuseDowngrade is \"1\"; allowed is true or false")]
    [InlineData("""{ "Fetching": { "ContactUrl": "example.org" } }""", "1:17", "allowed is an absolute http, https or mailto URL")]
    [InlineData("""{ "Http": { "Urls": "localhost:8080" } }""", "1:13", "Http:Urls is \"localhost:8080\"; allowed is http:// or https:// addresses")]
    [InlineData("""{ "Http": { "Origins": "*" } }""", "1:13", "Http:Origins is \"*\"; allowed is origins such as https://reader.example")]
    [InlineData("""{ "Http": { "Origins": "https://reader.example/page" } }""", "1:13", "allowed is origins such as https://reader.example")]
    [InlineData("""{ "Tracing": { "Endpoint": "localhost:4318" } }""", "1:16", "Tracing:Endpoint is \"localhost:4318\"; allowed is an absolute http or https URL without user information")]
    [InlineData("""{ "Tracing": { "Endpoint": "http://me:secret@localhost:4318" } }""", "1:16", "allowed is an absolute http or https URL without user information")]
    [InlineData("""{ "Tracing": { "Protocol": "thrift" } }""", "1:16", "allowed is one of http, grpc")]
    [InlineData("""{ "Tracing": { "SampledPercent": "101%" } }""", "1:16", "allowed is a whole number from 0 to 100")]
    [InlineData("""{ "Tracing": { "Endpoint": "http://localhost:4318", "Headers": "sesame" } }""", "1:53", "Tracing:Headers must be pairs of name=value")]
    [InlineData("""{ "Tracing": { "Headers": "key=sesame" } }""", "1:16", "Tracing:Headers is set and Tracing:Endpoint is not")]
    [InlineData("""{ "Logging": { "Format": "xml" } }""", "1:16", "Logging:Format is \"xml\"; allowed is one of auto, text, json")]
    [InlineData("""{ "Logging": { "Level": 2 } }""", "1:16", "allowed is one of trace, debug, information")]
    [InlineData("""{ "Fetching": { "ContactUrl_FILE": "absent" } }""", "1:17", "ContactUrl_FILE: the file ")]
    [InlineData("""{ "Fetching": { "ContactUrl_FILE": 1.0 } }""", "1:17", "does not exist")]
    [InlineData("""{ "Fetching": { "ContactUrl_FILE": ["a"] } }""", "1:17", "must name a file, not a list")]
    [InlineData("{ \"Polling\": {\n \"HostDelay\": }", "2:15", "not valid JSON: ")]
    [InlineData("", "1:1", "not valid JSON: ")]
    [InlineData("{} {}", "1:4", "not valid JSON: ")]
    [InlineData("[]", "1:1", "settings must be a JSON object, not a list")]
    public void An_error_in_the_file_names_place_key_value_and_remedy(string json, string place, string message)
    {
        var file = _folder.Write("appsettings.json", json);
        var error = Assert.Single(Load([]));
        Assert.Equal($"{file}:{place}", error.Location.ToString());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AGGREGATOR_Poling__HostDelay", "1s", "Poling:HostDelay = \"1s\": there is no such setting; the nearest is Polling:HostDelay (AGGREGATOR_Polling__HostDelay)")]
    [InlineData("AGGREGATOR_POLLING_HOSTDELAY", "1s", "the nearest is Polling:HostDelay (AGGREGATOR_Polling__HostDelay)")]
    [InlineData("AGGREGATOR_Polling__HostDelay", "", "Polling:HostDelay is \"\"; allowed is a duration")]
    [InlineData("AGGREGATOR_Polling__HostDelay", "1s\u001b[2J", "Polling:HostDelay is \"1s\uFFFD[2J\"")]
    [InlineData("AGGREGATOR_Fetching__AllowedNetworks__0", "10.0.0.0/8", "Fetching:AllowedNetworks:0 reaches into Fetching:AllowedNetworks, which is a list of networks")]
    public void An_error_in_the_environment_names_the_variable(string name, string value, string message)
    {
        var error = Assert.Single(Load([], (name, value)));
        Assert.Equal($"environment {name}", error.Location.ToString());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Polling:HostDelay", "command line Polling:HostDelay", "Section:Key=value")]
    [InlineData("=2s", "command line ", "Section:Key=value")]
    [InlineData("Polling:HostDelay=soon", "command line Polling:HostDelay", "Polling:HostDelay is \"soon\"; allowed is")]
    [InlineData("Hosts:Delay=1s", "command line Hosts:Delay", "there is no such setting; the nearest is Polling:HostDelay")]
    public void An_error_on_the_command_line_names_the_argument(string argument, string place, string message)
    {
        var error = Assert.Single(Load([argument]));
        Assert.Equal(place, error.Location.ToString());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_content_of_a_file_is_never_quoted()
    {
        var secret = _folder.Write("secret", "S3CR3T");
        var error = Assert.Single(Load([], ("AGGREGATOR_Polling__HostDelay_FILE", secret)));
        Assert.Contains($"the content of {secret}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("S3CR3T", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_of_all_sources_are_told_at_once()
    {
        _folder.Write("appsettings.json", """{ "Polling": { "HostDelay": "x", "Interval": "y" }, "Foo": 1 }""");
        Assert.Equal(5, Load(["Http:Url=z"], ("AGGREGATOR_Lists__SettleTime", "1h")).Length);
    }

    private ImmutableArray<ConfigurationError> Load(string[] overrides, params (string Name, string Value)[] environment)
    {
        IDictionary variables = environment.ToDictionary(v => v.Name, v => v.Value);
        return Assert.IsType<SettingsOutcome.Rejected>(SettingsLoader.Load(_folder.Path, overrides, variables)).Errors;
    }
}
