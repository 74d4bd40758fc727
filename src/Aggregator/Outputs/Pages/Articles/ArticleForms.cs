using System.Globalization;
using Aggregator.Outputs.Access;
using Aggregator.Storage.Repairs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Pages.Articles;

/// <summary>Undoes what was taken for one: what one feed carries becomes an article of its own again, or an article leaves its story.</summary>
internal sealed partial class ArticleForms(RepairStore repairs, StorySeparator separator, TimeProvider time, ILogger<ArticleForms> logger)
{
    /// <summary>Fields: <c>article</c>, <c>feed</c>.</summary>
    public void Split(HttpContext context, IFormCollection form)
    {
        var (article, feed) = (Number(form["article"]), Number(form["feed"]));
        if (repairs.Split(article, feed, null, time.GetUtcNow()) is RepairOutcome.Repaired repaired)
        {
            LogSplit(Caller.Of(context)?.Name ?? Caller.Anonymous, article, feed, repaired.Article);
            context.Response.SeeOther(string.Create(CultureInfo.InvariantCulture, $"/articles/{repaired.Article}?did=split&from={article}"));
            return;
        }
        context.Response.SeeOther(string.Create(CultureInfo.InvariantCulture, $"/articles/{article}?did=refused"));
    }

    /// <summary>Field: <c>article</c>.</summary>
    public void Separate(HttpContext context, IFormCollection form)
    {
        var article = Number(form["article"]);
        var isDone = separator.Separate(article, time.GetUtcNow()) is RepairOutcome.Repaired;
        if (isDone)
            LogSeparated(Caller.Of(context)?.Name ?? Caller.Anonymous, article);
        context.Response.SeeOther(string.Create(CultureInfo.InvariantCulture, $"/articles/{article}?did={(isDone ? "separated" : "alone")}"));
    }

    public static (string Text, bool Done)? NoticeOf(PageContext here) => here.Text("did") switch
    {
        "split" => (string.Create(CultureInfo.InvariantCulture, $"This is an article of its own now, split off from article {Number(here.Text("from"))}. The next poll of its feed brings it up to date."), true),
        "separated" => ("It is out of its story; no later article brings it back.", true),
        "alone" => ("It is in no story any more.", false),
        "refused" => ("Nothing was split off: that feed does not carry this article any more, or no other feed does.", false),
        _ => null,
    };

    private static long Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller} took article {Article} out of its story on the pages")]
    private partial void LogSeparated(string caller, long article);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller} split article {Article} on the pages: what feed {Number} carries is article {Split} now")]
    private partial void LogSplit(string caller, long article, long number, long split);
}
