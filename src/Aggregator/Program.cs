using Aggregator.Commands;
using Aggregator.Normalizing;
using Aggregator.Parsing;

await using var output = Console.OpenStandardOutput();
var batch = new ParseBatch(new FeedParser(), new Normalizer(), output);
if (args is ["parse", "--stdin"])
    await batch.ParseRequests(Console.In, CancellationToken.None).ConfigureAwait(false);
else if (args is ["parse", .. var files])
    await batch.ParseFiles(files, CancellationToken.None).ConfigureAwait(false);
return 0;
