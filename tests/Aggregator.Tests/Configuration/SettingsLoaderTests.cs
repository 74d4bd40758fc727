using System.Collections;
using System.Collections.Immutable;
using System.Net;
using Aggregator.Configuration;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Configuration;

public sealed class SettingsLoaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_any_source_everything_has_its_default() => Assert.Equal(new Settings().Polling, Load().Polling);

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        _folder.Write("appsettings.json", """{ "Polling": { "HostDelay": "3s", "Concurrency": 3, "HostConcurrency": 3 } }""");
        var settings = Load(["Polling:HostDelay=1s"], ("AGGREGATOR_Polling__HostDelay", "2s"), ("AGGREGATOR_Polling__Concurrency", "2"));
        Assert.Equal(TimeSpan.FromSeconds(1), settings.Polling.HostDelay);
        Assert.Equal(2, settings.Polling.Concurrency);
        Assert.Equal(3, settings.Polling.HostConcurrency);
    }

    [Fact]
    public void Every_type_is_read_in_the_notation_of_operators()
    {
        _folder.Write(
            "appsettings.json",
            """
            {
              // a comment
              "fetching": { "allowednetworks": ["10.0.0.0/8", "::1", "192.0.2.7"], "MaxBytes": "1KB", "ContactUrl": "mailto:a@example.org", },
              "Logging:Level": "WARNING",
              "Lists": { "MaxRetiredPercent": "20%" }, /* another */
              "Http": { "Urls": "http://*:80;https://[::1]:443" },
              "Storage": {},
            }
            """);
        var settings = Load();
        Assert.Equal(["10.0.0.0/8", "::1/128", "192.0.2.7/32"], settings.Fetching.AllowedNetworks.Select(n => n.ToString()));
        Assert.Equal(1024, settings.Fetching.MaxBytes);
        Assert.Equal("mailto:a@example.org", settings.Fetching.ContactUrl);
        Assert.Equal(LogLevel.Warning, settings.Logging.Level);
        Assert.Equal(20, settings.Lists.MaxRetiredPercent);
        Assert.Equal("http://*:80;https://[::1]:443", settings.Http.Urls);
    }

    [Fact]
    public void Networks_come_separated_by_commas_from_the_environment() =>
        Assert.Equal(
            ImmutableArray.Create(IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("fd00::/8")),
            Load([], ("AGGREGATOR_Fetching__AllowedNetworks", "127.0.0.0/8, fd00::/8")).Fetching.AllowedNetworks);

    [Fact]
    public void Hosts_are_kept_in_the_form_in_which_they_are_met()
    {
        _folder.Write("appsettings.json", """{ "Fetching": { "AllowedHosts": ["Feeds.Intranet.Example.", "*.B\u00FCcher.example"] } }""");
        Assert.Equal(["feeds.intranet.example", "*.xn--bcher-kva.example"], Load().Fetching.AllowedHosts);
        Assert.Equal(["a.example", "localhost"], Load([], ("AGGREGATOR_Fetching__AllowedHosts", "a.example, localhost")).Fetching.AllowedHosts);
    }

    [Fact]
    public void An_empty_list_of_networks_takes_back_what_the_file_allows()
    {
        _folder.Write("appsettings.json", """{ "Fetching": { "AllowedNetworks": ["10.0.0.0/8"] } }""");
        Assert.Empty(Load([], ("AGGREGATOR_Fetching__AllowedNetworks", "")).Fetching.AllowedNetworks);
    }

    [Fact]
    public void Variables_of_others_are_not_ours() =>
        Load([], ("AGGREGATOR_TEST_POSTGRES", "x"), ("AGGREGATOR_SERVICE_HOST", "10.0.0.1"), ("AGGREGATOR_PORT_8080_TCP", "tcp://"), ("PATH", "/"));

    [Fact]
    public void A_value_may_stand_in_a_file_of_its_own_in_every_source()
    {
        _folder.Write("contact.txt", "https://example.org/bot\r\n");
        _folder.Write("appsettings.json", """{ "Fetching": { "ContactUrl_FILE": "contact.txt" } }""");
        var delay = _folder.Write("delay", "4s\n");
        var settings = Load([$"Polling:HostDelay_FILE={delay}"], ("AGGREGATOR_Polling__Interval_FILE", _folder.Write("interval", "2h")));
        Assert.Equal("https://example.org/bot", settings.Fetching.ContactUrl);
        Assert.Equal(TimeSpan.FromSeconds(4), settings.Polling.HostDelay);
        Assert.Equal(TimeSpan.FromHours(2), settings.Polling.Interval);
    }

    [Fact]
    public void Null_is_the_default()
    {
        _folder.Write("appsettings.json", """{ "Fetching": { "ContactUrl": null, "Timeout": null } }""");
        Assert.Equal(new Settings().Fetching.Timeout, Load().Fetching.Timeout);
    }

    private Settings Load(string[]? overrides = null, params (string Name, string Value)[] environment)
    {
        IDictionary variables = environment.ToDictionary(v => v.Name, v => v.Value);
        return Assert.IsType<SettingsOutcome.Loaded>(SettingsLoader.Load(_folder.Path, overrides ?? [], variables)).Settings;
    }
}
