using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Outputs.Access;
using Aggregator.Storage;
using Aggregator.Storage.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Pages.Hosts;

/// <summary>Does what is asked with all feeds of one host.</summary>
internal sealed partial class HostForms(FeedPages feeds, FeedActions actions, TimeProvider time, ILogger<HostForms> logger)
{
    /// <summary>Each is a transaction of its own: who has more feeds on a host sends the form again, or edits the list.</summary>
    public const int Most = 500;

    /// <summary>Fields: <c>do</c>, <c>host</c>.</summary>
    public void Act(HttpContext context, IFormCollection form)
    {
        var (now, action, host, by) = (time.GetUtcNow(), form["do"].ToString(), form["host"].ToString(), Caller.Of(context)?.Name ?? Caller.Anonymous);
        var (done, refused, left) = (0, 0, false);
        foreach (var feed in Wanted(host, action, now))
        {
            if (done + refused == Most)
            {
                left = true;
                break;
            }
            var (_, isDone) = action switch
            {
                FeedActionNotice.Poll => actions.Poll(feed, now),
                FeedActionNotice.Pause => actions.Pause(feed, by, now),
                _ => actions.Resume(feed, now),
            };
            (done, refused) = isDone ? (done + 1, refused) : (done, refused + 1);
        }
        if (done > 0)
        {
            var shown = Redactor.Url(host);
            LogDone(by, shown, action, done);
        }
        var parameters = action is FeedActionNotice.Poll or FeedActionNotice.Pause or FeedActionNotice.Resume ? $"?{FeedActionNotice.Parameters(action, done, refused)}" : "";
        context.Response.SeeOther(string.Create(CultureInfo.InvariantCulture, $"{HostEntry.PlaceOf(host)}{parameters}{(left ? "&left=1" : "")}"));
    }

    /// <summary>Feeds of the host that the action changes.</summary>
    private IEnumerable<FeedSummary> Wanted(string host, string action, DateTimeOffset now)
    {
        var state = action switch
        {
            FeedActionNotice.Poll or FeedActionNotice.Pause => "active",
            FeedActionNotice.Resume => "paused",
            _ => null,
        };
        if (state is null)
            yield break;
        for (var after = 0L; feeds.Read(new FeedQuery { Host = host, After = after }, now) is [.., var last] page; after = last.Id)
        {
            foreach (var feed in page)
            {
                if (feed.Host == host && feed.State == state)
                    yield return feed;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller} acted on the host {Host} on the pages: {Action} of {Feeds} feeds")]
    private partial void LogDone(string caller, string host, string action, int feeds);
}
