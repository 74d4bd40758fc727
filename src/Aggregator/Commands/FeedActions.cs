using System.CommandLine;
using Aggregator.Storage;
using Aggregator.Storage.Reading;

namespace Aggregator.Commands;

/// <summary>What can be done with feeds beside their lists: pause, resume, poll now. The same as over the API, and words are the same.</summary>
internal static class FeedActions
{
    /// <param name="what">Which are meant.</param>
    /// <param name="parent">The command under which they stand.</param>
    /// <param name="find">From what is stored: the feeds that a word means; null after it was said that it means none.</param>
    public static IEnumerable<Command> Create(Argument<string[]> what, string parent, Func<FeedStore, Func<string, IReadOnlyList<long>?>> find)
    {
        var named = what.Name;
        yield return Action(
            "pause", $"Poll these no more until they are resumed, whatever their lists say. It outlives restarts and edits of the lists.\n\nExample:\n  aggregator {parent} pause {named}",
            (asked, feed) => Pause(asked.Switch, feed, asked.Now));
        yield return Action(
            "resume", $"Poll these again that were paused by command or over the API.\n\nExample:\n  aggregator {parent} resume {named}",
            (asked, feed) => Resume(asked.Switch, feed, asked.Now));
        yield return Action(
            "poll", $"Have the daemon poll these at its next tick, whatever their schedules and back-offs say. Hosts are paced, and left alone when they asked for that.\n\nExample:\n  aggregator {parent} poll {named}",
            Poll);

        Command Action(string name, string description, Func<Asked, FeedSummary, (string Text, bool Done)> act)
        {
            var options = new WorkplaceArguments();
            var command = new Command(name, description) { what };
            options.AddTo(command);
            command.SetAction(arguments => Act(Workplace.Load(arguments, options), arguments.GetValue(what)!, find, act));
            return command;
        }
    }

    /// <summary>All words are looked up before anything is done.</summary>
    private static int Act(
        Workplace? workplace, IEnumerable<string> words, Func<FeedStore, Func<string, IReadOnlyList<long>?>> find, Func<Asked, FeedSummary, (string Text, bool Done)> act)
    {
        if (workplace?.OpenExistingDatabase() is not { } database)
            return 1;
        var (feedsOf, ids) = (find(new FeedStore(database)), new List<long>());
        foreach (var word in words)
        {
            if (feedsOf(word) is not { } found)
                return 1;
            ids.AddRange(found);
        }
        var now = TimeProvider.System.GetUtcNow();
        var asked = new Asked(new FeedSwitch(database), RunningDaemon.Of(workplace, database, now) is not null, now);
        var pages = new FeedPages(database);
        var allDone = true;
        foreach (var id in ids.Distinct())
        {
            var feed = pages.Read(new FeedQuery { Id = id, Limit = 1 }, now)[0];
            var (text, done) = act(asked, feed);
            if (done)
                Terminal.Out.Profile.Out.Writer.WriteLine($"{feed.Name} (feed {id}) {text}");
            else
                Terminal.Error($"{feed.Name} (feed {id}) {text}");
            allDone &= done;
        }
        return allDone ? 0 : 1;
    }

    private static (string Text, bool Done) Pause(FeedSwitch switches, FeedSummary feed, DateTimeOffset now) =>
        switches.Pause(feed.Id, $"{Environment.UserName} by command", now) == FeedHealth.Paused ? ("is paused.", true) : ("left the lists and is not polled anyway.", false);

    private static (string Text, bool Done) Resume(FeedSwitch switches, FeedSummary feed, DateTimeOffset now) => switches.Resume(feed.Id, now) switch
    {
        "active" => ("is polled.", true),
        FeedHealth.Paused => ("stays paused: its list says enabled: false; enable it there.", false),
        _ => ("left the lists; list it again.", false),
    };

    private static (string Text, bool Done) Poll(Asked asked, FeedSummary feed)
    {
        if (feed.State != "active")
            return ($"is {feed.State} and not polled; resume it, or enable it in its list.", false);
        asked.Switch.MakeDue(feed.Id, asked.Now);
        return (asked.DaemonRuns ? "is due now; the daemon polls it." : "is due now, but no daemon runs: start it, or use 'aggregator poll'.", true);
    }

    private sealed record Asked(FeedSwitch Switch, bool DaemonRuns, DateTimeOffset Now);
}
