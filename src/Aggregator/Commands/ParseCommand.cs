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
        var explain = new Option<bool>("--explain") { Description = "Tell people instead: format, encoding and why, what is wrong with the document, each entry" };
        var command = new Command("parse",
            """
            Parse feed documents and print one JSON document a line: what Aggregator makes of them. Stores nothing, fetches nothing.

            Examples:
              aggregator parse feed.xml
              aggregator parse --explain feed.xml
              echo '{"file": "feed.xml", "url": "https://example.org/feed.xml"}' | aggregator parse --stdin
            """)
        {
            files,
            stdin,
            explain,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            if (arguments.GetValue(explain) && arguments.GetValue(files) is { Length: > 0 } explained)
            {
                var explanation = new ParseExplanation(new FeedParser(), new Normalizer(), Console.Out);
                var allRead = true;
                foreach (var file in explained)
                    allRead &= explanation.Explain(file);
                return allRead ? 0 : 1;
            }
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
