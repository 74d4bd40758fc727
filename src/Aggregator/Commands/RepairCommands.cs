using System.CommandLine;
using System.Globalization;
using Aggregator.Storage;
using Aggregator.Storage.Repairs;

namespace Aggregator.Commands;

/// <summary><c>articles split</c>, <c>articles merge</c> and <c>articles separate</c>.</summary>
internal static class RepairCommands
{
    public static Command CreateSplit()
    {
        var options = new WorkplaceArguments();
        var id = new Argument<long>("ID") { Description = "The article's number" };
        var feed = new Option<string>("--feed") { Description = "The feed whose entry is another article: URL or title, or a part of it", HelpName = "FEED", Required = true };
        var guid = new Option<string?>("--guid") { Description = "Only the entry of this guid, where one feed's entries were taken for one", HelpName = "GUID" };
        var command = new Command("split",
            """
            Make what one feed carries an article of its own, where two were taken for one. That feed's next poll gives it its text. May be used while the daemon runs.

            Example:
              aggregator articles split 4711 --feed https://two.example/feed
            """)
        {
            id,
            feed,
            guid,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options)?.OpenExistingDatabase() is not { } database)
                return 1;
            var feeds = new FeedStore(database).Names().Find(arguments.GetValue(feed)!);
            if (feeds is not [var found])
            {
                Terminal.Error($"'{arguments.GetValue(feed)}' names {feeds.Count} feeds; give the URL of one, as 'aggregator feeds' lists it.");
                return 1;
            }
            return Report(new RepairStore(database).Split(arguments.GetValue(id), found.Id, arguments.GetValue(guid), TimeProvider.System.GetUtcNow()), "split off as article");
        });
        return command;
    }

    public static Command CreateMerge()
    {
        var options = new WorkplaceArguments();
        var id = new Argument<long>("ID") { Description = "The article that stays" };
        var other = new Argument<long>("OTHER") { Description = "The article that is the same, and goes" };
        var command = new Command("merge",
            """
            Make two articles one, where one was taken for two. The first keeps its text and date, and is known under all names of the other. May be used while the daemon runs.

            Example:
              aggregator articles merge 4711 4790
            """)
        {
            id,
            other,
        };
        options.AddTo(command);
        command.SetAction(arguments => Workplace.Load(arguments, options)?.OpenExistingDatabase() is { } database
            ? Report(new RepairStore(database).Merge(arguments.GetValue(id), arguments.GetValue(other), TimeProvider.System.GetUtcNow()), "merged into article")
            : 1);
        return command;
    }

    public static Command CreateSeparate()
    {
        var options = new WorkplaceArguments();
        var id = new Argument<long>("ID") { Description = "The article that tells something else" };
        var command = new Command("separate",
            """
            Take an article out of its story, where two events were taken for one. It stands alone from then on: no later article brings it back. May be used while the
            daemon runs.

            Example:
              aggregator articles separate 4711
            """)
        {
            id,
        };
        options.AddTo(command);
        command.SetAction(arguments => Workplace.Load(arguments, options)?.OpenExistingDatabase() is { } database
            ? Report(new StorySeparator(database).Separate(arguments.GetValue(id), TimeProvider.System.GetUtcNow()), "out of its story: article")
            : 1);
        return command;
    }

    private static int Report(RepairOutcome outcome, string done)
    {
        switch (outcome)
        {
            case RepairOutcome.Repaired repaired:
                Terminal.Out.Profile.Out.Writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} {repaired.Article}"));
                return 0;
            case RepairOutcome.Refused refused:
                Terminal.Error(refused.Reason);
                return 1;
            default:
                throw new InvalidOperationException("an outcome of another kind");
        }
    }
}
