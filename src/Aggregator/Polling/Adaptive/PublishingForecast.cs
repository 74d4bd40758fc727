namespace Aggregator.Polling.Adaptive;

/// <summary>How many articles to expect until each instant of the <see cref="PollGrid"/>.</summary>
internal readonly ref struct PublishingForecast
{
    /// <summary>Share of publications that a clockwork publisher is trusted to bring on time.</summary>
    private const double Trust = 0.9;

    private readonly Span<double> _articles;
    private readonly Span<double> _moments;

    /// <param name="history">What the feed did.</param>
    /// <param name="now">Hours since 1970; nothing came after the history's last article until then.</param>
    /// <param name="articles">Receives the articles expected until each instant; its length tells how far to look.</param>
    /// <param name="moments">Receives the sum of the times at which they are expected, in hours from now.</param>
    public PublishingForecast(PublishingHistory history, double now, Span<double> articles, Span<double> moments)
    {
        _articles = articles;
        _moments = moments;
        Span<double> weights = stackalloc double[Kernels.Sources], excited = stackalloc double[Kernels.Count];
        history.At(now, weights, excited);
        Fill(history.Rhythm, now, weights, excited);
        if (history.Gaps.Regular is { } regular && history.Until + regular.Gap + regular.Spread >= now)
            AddRegular(history.Until - now, regular.Gap, regular.Spread);
    }

    /// <summary>Articles expected until an instant of the grid.</summary>
    public double Articles(int index) => _articles[index];

    /// <summary>The sum of the times at which they are expected.</summary>
    public double Moments(int index) => _moments[index];

    /// <summary>Article-hours that what comes between two polls waits for the second.</summary>
    public double Waiting(int from, int to) =>
        (PollGrid.Times[to] * (_articles[to] - _articles[from])) - (_moments[to] - _moments[from]);

    private void Fill(Rhythm rhythm, double now, ReadOnlySpan<double> weights, Span<double> excited)
    {
        var times = PollGrid.Times;
        _articles[0] = _moments[0] = 0;
        var reached = rhythm.Until(now);
        for (var index = 1; index < _articles.Length; index++)
        {
            var (middle, length) = ((times[index] + times[index - 1]) / 2, times[index] - times[index - 1]);
            var next = rhythm.Until(now + times[index]);
            var factor = (next - reached) / length;
            reached = next;
            var rate = weights[0] * factor;
            for (var kernel = 0; kernel < Kernels.Count; kernel++)
                rate += weights[kernel + 1] * excited[kernel] * (kernel < Kernels.FirstRhythmic ? 1 : factor);
            var fading = PollGrid.FadingUntil(index);
            // What is expected excites what follows it.
            for (var kernel = 0; kernel < Kernels.Count; kernel++)
                excited[kernel] += (rate - excited[kernel]) * fading[kernel];
            _articles[index] = _articles[index - 1] + (rate * length);
            _moments[index] = _moments[index - 1] + (rate * length * middle);
        }
    }

    private void AddRegular(double last, double gap, double spread)
    {
        var times = PollGrid.Times;
        // As many as usual, but at their hours.
        var size = _articles[^1] * gap / times[_articles.Length - 1];
        double articles = 0, moments = 0;
        for (var index = 1; index < _articles.Length; index++)
        {
            _articles[index] *= 1 - Trust;
            _moments[index] *= 1 - Trust;
            var (start, end) = (times[index - 1], times[index]);
            for (var turn = Math.Max(1, Math.Floor((start - last - spread) / gap)); last + (turn * gap) - spread < end; turn++)
            {
                var from = Math.Max(start, last + (turn * gap) - spread);
                var to = Math.Min(end, last + (turn * gap) + spread);
                if (to <= from)
                    continue;
                var share = Trust * size * (to - from) / (2 * spread);
                articles += share;
                moments += share * (from + to) / 2;
            }
            _articles[index] += articles;
            _moments[index] += moments;
        }
    }
}
