using Aggregator.Benchmarks;
using Aggregator.Benchmarks.Clusters;
using Aggregator.Benchmarks.Floors;
using Aggregator.Benchmarks.Origins;
using Aggregator.Benchmarks.Processes;
using Aggregator.Benchmarks.Reads;
using Aggregator.Benchmarks.Scenarios;
using Aggregator.Benchmarks.Stages;
using Aggregator.Benchmarks.Stored;

var arguments = new Arguments(args);
return arguments.Command switch
{
    "stages" => StageRun.Run(arguments),
    "scenarios" => await ScenarioRun.RunAsync(arguments),
    "start" => await StartRun.RunAsync(arguments),
    "notmodified" => await NotModifiedRun.RunAsync(arguments),
    "cluster" => await ClusterRun.RunAsync(arguments),
    "claims" => ClaimRun.Run(arguments),
    "stories" => StoryRun.Run(arguments),
    "search" => SearchRun.Run(arguments),
    "bytes" => ByteRun.Run(arguments),
    "reads" => await ReadRun.RunAsync(arguments),
    "plan" => PlanRun.Run(arguments),
    "loop" => StageLoop.Run(arguments),
    // Those below are started by those above, in processes of their own.
    "origin" => await OriginServer.RunAsync(arguments),
    "floor" => await Floor.RunAsync(arguments),
    "poller" => await MeasuredPoller.RunAsync(args[1..]),
    _ => Arguments.PrintUsage(),
};
