using System.CommandLine;

namespace Aggregator.Commands;

/// <summary>The options that every command has which works on configuration and data.</summary>
internal sealed class WorkplaceArguments
{
    public Option<string> Config { get; } = new("--config")
    {
        Description = "Directory with appsettings.json and feeds/",
        HelpName = "DIR",
        DefaultValueFactory = _ => "config",
    };

    public Option<string> Data { get; } = new("--data")
    {
        Description = "Directory of the database, aggregator.db",
        HelpName = "DIR",
        DefaultValueFactory = _ => "data",
    };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "A setting, such as Polling:HostDelay=2s; may be repeated, and --Polling:HostDelay=2s is the same",
        HelpName = "KEY=VALUE",
        DefaultValueFactory = _ => [],
    };

    public void AddTo(Command command)
    {
        command.Add(Config);
        command.Add(Data);
        command.Add(Set);
    }
}
