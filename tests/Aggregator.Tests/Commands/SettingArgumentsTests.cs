using Aggregator.Commands;

namespace Aggregator.Tests.Commands;

public sealed class SettingArgumentsTests
{
    [Theory]
    [InlineData("run --Polling:HostDelay=2s", "run --set Polling:HostDelay=2s")]
    [InlineData("run --Polling:HostDelay 2s --all", "run --set Polling:HostDelay=2s --all")]
    [InlineData("run --Http:Urls=http://127.0.0.1:0", "run --set Http:Urls=http://127.0.0.1:0")]
    [InlineData("poll --all https://example.org/feed", "poll --all https://example.org/feed")]
    [InlineData("run --config=c:/x", "run --config=c:/x")]
    [InlineData("run --Polling:HostDelay", "run --set Polling:HostDelay")]
    public void A_setting_may_be_written_as_an_option(string given, string expected) =>
        Assert.Equal(expected.Split(' '), SettingArguments.Rewrite(given.Split(' ')));
}
