namespace Aggregator.Polling.Adaptive;

/// <summary>
/// How a feed publishes, as far as the past shows, in less than a kilobyte: when in the week, how much, and how one article leads to
/// others. Immutable. Times are hours since 1970, UTC. Learning is one step of the expectation-maximisation of a self-exciting process
/// for each article: what brought it about, the steady rate or one of those before, is shared out by likelihood.
/// </summary>
internal sealed class PublishingHistory
{
    /// <summary>Hours after which the past counts a third: three months.</summary>
    public const double Memory = 90 * 24;

    /// <summary>A rhythm is worth finding anew when so many articles, as a share of all, have come since.</summary>
    private const double Stale = 0.02;

    private readonly long _rhythmOf;
    private Rhythm? _rhythm;
    private readonly float[] _counts;
    private readonly double[] _brought;
    private readonly double[] _excited;

    public PublishingHistory(double since, double until, long articles, float[] counts, double[] brought, double[] excited, RecentGaps gaps)
        : this(since, until, articles, counts, brought, excited, gaps, null, articles)
    {
    }

    private PublishingHistory(
        double since, double until, long articles, float[] counts, double[] brought, double[] excited, RecentGaps gaps, Rhythm? rhythm, long rhythmOf)
    {
        (Since, Until, Articles, _counts, _brought, _excited, Gaps) = (since, until, articles, counts, brought, excited, gaps);
        (_rhythm, _rhythmOf) = (rhythm, rhythmOf);
    }

    /// <summary>Nothing is known yet.</summary>
    public static PublishingHistory StartingAt(double since) => new(
        since, since, 0, new float[Rhythm.Hours + Rhythm.Bins], new double[Kernels.Sources], new double[Kernels.Count], RecentGaps.None);

    /// <summary>Hours since 1970.</summary>
    public static double Hours(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 3_600_000.0;

    /// <summary>Observed since.</summary>
    public double Since { get; }

    /// <summary>The last article that was learned from, or <see cref="Since"/>.</summary>
    public double Until { get; }

    /// <summary>Articles learned from, ever.</summary>
    public long Articles { get; }

    /// <summary>
    /// Articles in each hour of the week and then in each five minutes of the day, faded as of <see cref="Until"/>; those that merely
    /// followed another count little.
    /// </summary>
    public ReadOnlySpan<float> Counts => _counts;

    /// <summary>Articles that each source brought, faded as of <see cref="Until"/>: the steady rate, then the kernels.</summary>
    public ReadOnlySpan<double> Brought => _brought;

    /// <summary>Articles an hour that each kernel would bring at <see cref="Until"/> if each article had one follower.</summary>
    public ReadOnlySpan<double> Excited => _excited;
    public RecentGaps Gaps { get; }

    /// <summary>Found when somebody asks: what was learnt is mostly written down first.</summary>
    public Rhythm Rhythm => _rhythm ??= Rhythm.Of(_counts);

    /// <summary>With articles that are all later than what was learned before, in order.</summary>
    public PublishingHistory With(ReadOnlySpan<double> articles)
    {
        if (articles.IsEmpty)
            return this;
        float[] counts = [.. _counts];
        double[] brought = [.. _brought], excited = [.. _excited];
        Span<double> weights = stackalloc double[Kernels.Sources], shares = stackalloc double[Kernels.Sources];
        var (until, gaps, isFirst) = (Until, Gaps, Articles == 0);
        foreach (var time in articles)
        {
            // Dates that go backwards, by a hair or by a broken clock, happened "at the same time".
            var at = Math.Max(time, until);
            Fade(counts, brought, excited, at - until);
            gaps = isFirst ? gaps : gaps.With(at - until);
            (until, isFirst) = (at, false);
            Weigh(weights, brought, excited, Observed(at));
            var steady = Share(shares, weights, excited, Rhythm.At(at));
            for (var source = 0; source < Kernels.Sources; source++)
                brought[source] += shares[source];
            for (var kernel = 0; kernel < Kernels.Count; kernel++)
                excited[kernel] += 1 / Kernels.Hours[kernel];
            counts[Rhythm.HourOfWeek(at)] += (float)steady;
            counts[Rhythm.Hours + Rhythm.BinOfDay(at)] += (float)steady;
        }
        var sum = Articles + articles.Length;
        return sum - _rhythmOf > Stale * sum
            ? new PublishingHistory(Since, until, sum, counts, brought, excited, gaps)
            : new PublishingHistory(Since, until, sum, counts, brought, excited, gaps, _rhythm, _rhythmOf);
    }

    /// <summary>The state of the sources at a later instant until which nothing else came.</summary>
    /// <param name="now">Hours since 1970.</param>
    /// <param name="weights">Receives the steady rate an hour and, for each kernel, the followers of one article.</param>
    /// <param name="excited">Receives what each kernel holds at that instant.</param>
    public void At(double now, Span<double> weights, Span<double> excited)
    {
        Span<double> brought = stackalloc double[Kernels.Sources];
        _brought.CopyTo(brought);
        _excited.CopyTo(excited);
        Fade([], brought, excited, Math.Max(0, now - Until));
        Weigh(weights, brought, excited, Observed(Math.Max(now, Until)));
    }

    /// <summary>How much wider than by chance the number of articles in a time scatters: 1 when each comes alone, more when they come in crowds.</summary>
    public double Clustering(double now)
    {
        Span<double> weights = stackalloc double[Kernels.Sources], excited = stackalloc double[Kernels.Count];
        At(now, weights, excited);
        var followers = 0.0;
        for (var kernel = 0; kernel < Kernels.FirstRhythmic; kernel++)
            followers += weights[kernel + 1];
        return 1 / Math.Pow(1 - Math.Min(followers, 0.8), 2);
    }

    /// <summary>Articles a day over the time that is remembered.</summary>
    public double PerDay(double now)
    {
        var articles = 0.0;
        foreach (var count in _brought)
            articles += count;
        // A feed that is a day old has not shown a habit yet.
        return 24 * articles * Math.Exp(-Math.Max(0, now - Until) / Memory) / Math.Max(24, Observed(now));
    }

    private double Observed(double now) => Memory * (1 - Math.Exp(-Math.Max(0, now - Since) / Memory));

    private static void Fade(Span<float> counts, Span<double> brought, Span<double> excited, double passed)
    {
        if (passed <= 0)
            return;
        var left = Math.Exp(-passed / Memory);
        foreach (ref var count in counts)
            count *= (float)left;
        foreach (ref var count in brought)
            count *= left;
        for (var kernel = 0; kernel < Kernels.Count; kernel++)
            excited[kernel] *= Math.Exp(-passed / Kernels.Hours[kernel]);
    }

    private static void Weigh(Span<double> weights, ReadOnlySpan<double> brought, ReadOnlySpan<double> excited, double observed)
    {
        var articles = 0.0;
        foreach (var count in brought)
            articles += count;
        weights[0] = (brought[0] + (Kernels.PriorRate * Kernels.PriorHours)) / (observed + Kernels.PriorHours);
        for (var kernel = 0; kernel < Kernels.Count; kernel++)
        {
            // What is still to come of recent articles has had no chance to come.
            var seen = Math.Max(0, articles - (excited[kernel] * Kernels.Hours[kernel]));
            weights[kernel + 1] = (brought[kernel + 1] + (Kernels.PriorArticles * Kernels.Prior[kernel])) / (seen + Kernels.PriorArticles);
        }
    }

    /// <summary>How likely each source brought an article now; the sum of those that the rhythm tells something of.</summary>
    private static double Share(Span<double> shares, ReadOnlySpan<double> weights, ReadOnlySpan<double> excited, double rhythm)
    {
        var sum = shares[0] = weights[0] * rhythm;
        for (var kernel = 0; kernel < Kernels.Count; kernel++)
            sum += shares[kernel + 1] = weights[kernel + 1] * excited[kernel] * (kernel < Kernels.FirstRhythmic ? 1 : rhythm);
        foreach (ref var share in shares)
            share /= sum;
        var steady = shares[0];
        foreach (var share in shares[(Kernels.FirstRhythmic + 1)..])
            steady += share;
        return steady;
    }
}
