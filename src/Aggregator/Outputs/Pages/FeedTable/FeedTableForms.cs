using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Outputs.Access;
using Aggregator.Storage;
using Aggregator.Storage.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Pages.FeedTable;

/// <summary>Does what is asked with the feeds that are ticked.</summary>
internal sealed partial class FeedTableForms(FeedPages feeds, FeedActions actions, TimeProvider time, ILogger<FeedTableForms> logger)
{
    /// <summary>Fields: <c>do</c>, <c>feed</c> for each feed, <c>back</c>: the query of the page that it was on.</summary>
    public void Act(HttpContext context, IFormCollection form)
    {
        var (now, action, by) = (time.GetUtcNow(), form["do"].ToString(), Caller.Of(context)?.Name ?? Caller.Anonymous);
        var (done, refused) = (0, 0);
        foreach (var text in form["feed"].Distinct())
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || feeds.Read(new FeedQuery { Id = id, Limit = 1 }, now) is not [var feed])
                continue;
            if (Act(action, feed, by, now) is not { } result)
                continue;
            (done, refused) = result.Done ? (done + 1, refused) : (done, refused + 1);
            var url = Redactor.Url(feed.Url);
            LogDone(by, url, action, result.Text);
        }
        context.Response.SeeOther(Place(form, action, done, refused));
    }

    private (string Text, bool Done)? Act(string action, FeedSummary feed, string by, DateTimeOffset now) => action switch
    {
        FeedActionNotice.Poll => actions.Poll(feed, now),
        FeedActionNotice.Pause => actions.Pause(feed, by, now),
        FeedActionNotice.Resume => actions.Resume(feed, now),
        _ => null,
    };

    /// <summary>Back to where it came from, which is a page of feeds, or of one feed, whatever the form says.</summary>
    private static string Place(IFormCollection form, string action, int done, int refused)
    {
        var one = long.TryParse(form["one"], NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        var path = one ? string.Create(CultureInfo.InvariantCulture, $"/feeds/{id}") : "/feeds";
        var query = QueryString.FromUriComponent(form["back"].ToString() is ['?', ..] back ? back : "");
        var kept = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query.Value).Where(pair => pair.Key is not ("did" or "done" or "refused"))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        var parameters = action is FeedActionNotice.Poll or FeedActionNotice.Pause or FeedActionNotice.Resume ? FeedActionNotice.Parameters(action, done, refused) : "";
        var text = QueryString.Create(kept).Value;
        return $"{path}{text}{(parameters.Length == 0 ? "" : string.IsNullOrEmpty(text) ? "?" : "&")}{parameters}";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller} acted on {Feed} on the pages: {Action}: {What}")]
    private partial void LogDone(string caller, string feed, string action, string what);
}
