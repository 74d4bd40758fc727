using System.CommandLine;
using Aggregator.Configuration.Schemas;

namespace Aggregator.Commands;

internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema",
            """
            Print the JSON Schema of feed lists, for editors that complete and check: the first line of a list may name it.

              # yaml-language-server: $schema=../feeds.schema.json

            Example:
              aggregator schema > config/feeds.schema.json
            """);
        command.SetAction(_ => Console.Out.Write(FeedListSchema.Write()));
        return command;
    }
}
