using Aggregator.Configuration;
using Aggregator.Polling;
using Aggregator.Storage;
using Aggregator.Storage.Deliveries;
using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.Pages.OneFeed;

/// <summary>Reads what the page of a feed shows, and has its plan explained.</summary>
internal sealed class FeedReader(
    FeedList feeds, FeedHistory history, ArticlePages articles, CatalogSource catalog, PollExplainer explainer, SubscriptionStore subscriptions, WeekPlanner weeks, Settings settings)
{
    /// <summary>All that are kept, by default.</summary>
    private const int PollsShown = 50;
    private const int ArticlesShown = 15;

    /// <summary>Null when there is no such feed.</summary>
    public FeedModel? Read(long id, PageContext here)
    {
        if (feeds.Find(id, here.Now) is not { } line || history.Read(id) is not { } due)
            return null;
        var listed = catalog.Current.Find(due.Url);
        // What left the lists is explained by the settings alone.
        var definition = listed ?? new FeedDefinition { Url = due.Url, Location = default };
        var polls = history.LastPolls(id, PollsShown);
        var explanation = explainer.Explain(due, definition, polls is [var last, ..] ? last.Status : null, here.Now);
        var documents = polls.Where(poll => poll.Entries > 0 || poll.Diagnostics is not null).ToList();
        return new FeedModel
        {
            Line = line,
            Facts = ExplanationWords.Of(explanation, line.Feed, history.UseOf(due.Host, here.Now), HubWords.Of(subscriptions.OfFeed(id), settings.WebSub, here.Now), here.Now),
            Explanation = explanation,
            Week = line.Feed.State == "active" ? weeks.Plan(due, definition, explanation.At, here.Now) : new WeekPlan(null, []),
            Polls = polls,
            Diagnostics = documents is [var document, ..] ? [.. DiagnosticSummary.Read(document.Diagnostics)] : [],
            DiagnosedAt = documents is [var read, ..] ? read.StartedAt : null,
            Settings = FeedSettingLines.Of(listed, settings),
            Articles = articles.Read(new ArticleQuery { Feed = id, Limit = ArticlesShown }),
            Notice = FeedActionNotice.Of(here),
        };
    }
}
