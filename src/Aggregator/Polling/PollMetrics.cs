using System.Diagnostics.Metrics;
using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>What polling did. Labels are bounded: outcomes, failure classes and diagnostic codes, never feeds.</summary>
internal sealed class PollMetrics
{
    private readonly Counter<long> _polls;
    private readonly Counter<long> _articles;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _heldBack;
    private readonly Counter<long> _diagnostics;
    private readonly Histogram<double> _lateness;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _delay;
    private readonly Counter<long> _gaps;

    public PollMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Aggregator");
        _polls = meter.CreateCounter<long>("aggregator.polls", "{poll}", "Polls by outcome");
        _failures = meter.CreateCounter<long>("aggregator.poll.failures", "{poll}", "Failed polls by class");
        _diagnostics = meter.CreateCounter<long>("aggregator.poll.diagnostics", "{finding}", "What was wrong with documents that were read, by code");
        _heldBack = meter.CreateCounter<long>("aggregator.polls.held_back", "{poll}", "Claims given back because the host is to be left alone");
        _articles = meter.CreateCounter<long>("aggregator.articles", "{article}", "Entries stored as new, as a new revision, or recognised");
        _lateness = meter.CreateHistogram("aggregator.claim.lateness", "s", "Time from a feed's due time to its claim",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600] });
        _gaps = meter.CreateCounter<long>("aggregator.poll.gaps", "{poll}", "Polls that found nothing of what the poll before had found: articles were missed");
        _delay = meter.CreateHistogram("aggregator.article.delay", "s", "Time from an article's publication, by the publisher's word, to the poll that stored it",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [60, 300, 900, 1800, 3600, 7200, 14400, 28800, 86400, 259200] });
        _duration = meter.CreateHistogram("aggregator.poll.duration", "s", "Time of one poll from request to decision",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
    }

    public void Claimed(TimeSpan lateness) => _lateness.Record(Math.Max(0, lateness.TotalSeconds));

    public void HeldBack() => _heldBack.Add(1);

    public void Stored(StoredPoll stored)
    {
        var poll = stored.Poll;
        _polls.Add(1, new KeyValuePair<string, object?>("outcome", poll.Outcome.ToString()));
        _duration.Record(poll.Duration.TotalSeconds);
        if (poll.State.FailureClass is { } failure)
            _failures.Add(1, new KeyValuePair<string, object?>("class", failure.ToString()));
        foreach (var (code, times) in DiagnosticSummary.Read(poll.Diagnostics))
            _diagnostics.Add(times, new KeyValuePair<string, object?>("code", code.ToString()));
        if (stored.IsGap)
            _gaps.Add(1);
        foreach (var delay in stored.Delays)
            _delay.Record(Math.Max(0, delay.TotalSeconds));
        Count("new", stored.Created);
        Count("updated", stored.Updated);
        Count("duplicate", stored.Known);
    }

    private void Count(string kind, int articles)
    {
        if (articles > 0)
            _articles.Add(articles, new KeyValuePair<string, object?>("kind", kind));
    }
}
