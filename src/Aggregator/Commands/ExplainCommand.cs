using System.CommandLine;
using Aggregator.Configuration;
using Aggregator.Outputs;
using Aggregator.Polling;
using Aggregator.Polling.Adaptive;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Deliveries;

namespace Aggregator.Commands;

internal static class ExplainCommand
{
    private const int PollsShown = 10;

    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json);
        var word = new Argument<string>("FEED") { Description = "URL, number or title of a feed, or a part of URL or title that no other has" };
        var command = new Command("explain",
            """
            Say why a feed is polled when it is: everybody who has a say with what they ask for, the state and the budget of its host, where it has
            moved to, what its hub agreed to, how often it failed, how it is and since when, what it missed, and its last ten polls. May be used while the daemon runs.

            Examples:
              aggregator explain https://example.org/feed.xml
              aggregator explain "Some feed's title" --format json | jq .next
            """)
        {
            word,
            format,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace || workplace.LoadCatalog() is not { } catalog
                || workplace.OpenExistingDatabase() is not { } database
                || FeedWords.Find(new FeedStore(database).Names(), arguments.GetValue(word)!) is not { } found)
            {
                return 1;
            }
            var now = TimeProvider.System.GetUtcNow();
            var history = new FeedHistory(database);
            var feed = history.Read(found.Id)!;
            var polls = history.LastPolls(found.Id, PollsShown);
            var polling = workplace.Settings.Polling;
            // What left the lists is explained by the settings alone.
            var definition = catalog.Find(feed.Url) ?? new FeedDefinition { Url = feed.Url, Location = default };
            var explanation = new PollExplainer(new PollPlanner(polling, CronSchedule.Reader, PollPrice.Restored(polling, new PollPriceStore(database).Read())), new HostBudgets(polling))
                .Explain(feed, definition, polls is [var last, ..] ? last.Status : null, now);
            var use = history.UseOf(feed.Host, now);
            var summary = new FeedStore(database).Summary(found.Id, now)!;
            var hub = HubWords.Of(new SubscriptionStore(database).OfFeed(found.Id), workplace.Settings.WebSub, now);
            if (arguments.GetValue(format) == OutputFormat.Json)
                ExplanationJson.Write(explanation, summary, use, hub, polls);
            else
                ExplanationTable.Write(explanation, summary, use, hub, polls, now);
            return 0;
        });
        return command;
    }
}
