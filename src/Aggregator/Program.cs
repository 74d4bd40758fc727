using Aggregator.Commands;

// For expressions within packages that read what publishers wrote; ours have limits of their own. Must come before the first expression.
AppDomain.CurrentDomain.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", TimeSpan.FromSeconds(2));

return await CommandLine.RunAsync(args);
