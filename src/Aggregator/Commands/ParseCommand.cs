using System.CommandLine;
using Aggregator.Normalizing;
using Aggregator.Parsing;

namespace Aggregator.Commands;

internal static class ParseCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Feed documents", Arity = ArgumentArity.ZeroOrMore };
        var stdin = new Option<bool>("--stdin") { Description = "Read requests from stdin, one JSON object a line: {\"file\", \"url\"?, \"contentType\"?, \"headers\"?}" };
        var command = new Command("parse",
            """
            Parse feed documents and print one JSON document a line: what Aggregator makes of them. Stores nothing, fetches nothing.

            Examples:
              aggregator parse feed.xml
              echo '{"file": "feed.xml", "url": "https://example.org/feed.xml"}' | aggregator parse --stdin
            """)
        {
            files,
            stdin,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var output = Console.OpenStandardOutput();
            await using (output.ConfigureAwait(false))
            {
                var batch = new ParseBatch(new FeedParser(), new Normalizer(), output);
                if (arguments.GetValue(stdin))
                    await batch.ParseRequests(Console.In, cancellation).ConfigureAwait(false);
                else if (arguments.GetValue(files) is { Length: > 0 } paths)
                    await batch.ParseFiles(paths, cancellation).ConfigureAwait(false);
                else
                    Terminal.Error("nothing to parse: name files, or give --stdin.");
                return arguments.GetValue(stdin) || arguments.GetValue(files) is { Length: > 0 } ? 0 : 1;
            }
        });
        return command;
    }
}
