using Aggregator.Benchmarks;
using Aggregator.Benchmarks.Stages;

var arguments = new Arguments(args);
return arguments.Command switch
{
    "stages" => StageRun.Run(arguments),
    "loop" => StageLoop.Run(arguments),
    _ => Arguments.PrintUsage(),
};
