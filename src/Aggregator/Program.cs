using Aggregator.Commands;

return await CommandLine.RunAsync(args);
