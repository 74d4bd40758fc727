using Aggregator.Parsing;
using Aggregator.Polling;
using Aggregator.Storage;
using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.Pages.OneFeed;

/// <summary>Everything that the page of a feed shows.</summary>
internal sealed record FeedModel
{
    public required FeedLine Line { get; init; }

    /// <summary>The words of <c>aggregator explain</c>.</summary>
    public required IReadOnlyList<(string Name, string Text)> Facts { get; init; }
    public required PollExplanation Explanation { get; init; }
    public required WeekPlan Week { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<PollRecord> Polls { get; init; }

    /// <summary>Of the last document in which something was found wrong.</summary>
    public required IReadOnlyList<(DiagnosticCode Code, int Times)> Diagnostics { get; init; }
    public DateTimeOffset? DiagnosedAt { get; init; }
    public required IReadOnlyList<SettingLine> Settings { get; init; }
    public required IReadOnlyList<ArticleRow> Articles { get; init; }

    /// <summary>What a form has just done; null without.</summary>
    public string? Notice { get; init; }

    /// <summary>A feed without a title is called by its URL, which may hold a secret.</summary>
    public string Name => Line.Feed.Name == Line.Feed.Url ? Configuration.Redactor.Url(Line.Feed.Url) : Line.Feed.Name;
}
