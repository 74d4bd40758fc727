using System.Diagnostics;

namespace Aggregator.Configuration;

/// <summary>
/// Begins the spans of our traces. Without a listener every call here answers null and makes nothing: tracing that nobody asked for costs a comparison.
/// Ids never leave for publishers: the transport sends no <c>traceparent</c>.
/// </summary>
internal static class Spans
{
    public const string SourceName = "Aggregator";

    /// <summary>The span for whose request a connection is opened: that happens on another thread's behalf.</summary>
    public static readonly HttpRequestOptionsKey<Activity> Requester = new("aggregator.span");

    private static readonly ActivitySource Source = new(SourceName);

    public static bool AreWanted => Source.HasListeners();

    /// <summary>A trace of its own, whatever is under way: a poll that somebody asked for over HTTP is no part of that request.</summary>
    public static Activity? Root(string name, ActivityKind kind = ActivityKind.Internal)
    {
        if (!AreWanted)
            return null;
        Activity.Current = null;
        return Source.StartActivity(name, kind);
    }

    /// <summary>A part of the span of ours that is under way; null when none is.</summary>
    public static Activity? Child(string name, ActivityKind kind = ActivityKind.Internal) =>
        Activity.Current is { Recorded: true } current && current.Source == Source ? Source.StartActivity(name, kind) : null;

    /// <summary>A part of a span that is under way elsewhere.</summary>
    public static Activity? Under(Activity? parent, string name, ActivityKind kind = ActivityKind.Internal) =>
        parent is { Recorded: true } ? Source.StartActivity(name, kind, parent.Context) : null;

    /// <summary>A part of what is under way, or a trace of its own.</summary>
    public static Activity? Any(string name, ActivityKind kind = ActivityKind.Internal) => AreWanted ? Source.StartActivity(name, kind) : null;

    /// <summary>Ends a span in another flow than the one that began it, and leaves that flow's own span what it is.</summary>
    public static void End(Activity? span)
    {
        if (span is null)
            return;
        var own = Activity.Current;
        span.Stop();
        Activity.Current = own;
    }

    /// <param name="span">What failed, or null.</param>
    /// <param name="type">A word of few (<c>error.type</c>): a class of failures, an HTTP status.</param>
    /// <param name="reason">For people.</param>
    public static void Fail(this Activity? span, string type, string? reason = null) =>
        span?.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error, reason);
}
