namespace Aggregator.Polling.Adaptive;

/// <summary>
/// Places the polls of a feed where they save the most waiting. Each poll costs the same price, in article-hours of waiting; the plan of
/// the next days with the least sum of waiting and prices is found exactly on the <see cref="PollGrid"/>, and its first poll is the answer.
/// One price for all feeds moves polls to where articles come (the Lagrange multiplier of Sia and Cho, "Efficient Monitoring Algorithm for
/// Fast News Alerts", 2007; here the rates also depend on what came before). Pure.
/// </summary>
internal static class AdaptiveSchedule
{
    /// <summary>Hours of the plan beyond the latest next poll, at least, so that its end does not shape its beginning.</summary>
    private const double Beyond = 24;

    /// <summary>Share of the window that may fill up with what is expected and three standard deviations more.</summary>
    private const double WindowUse = 0.8;

    public static AdaptiveChoice Next(PublishingHistory history, double now, AdaptiveBounds bounds)
    {
        // Whole turns of the ceiling: otherwise a feed that is best left alone would be polled early just to make the sum come out even.
        var points = PollGrid.LastIndexUntil(bounds.Ceiling * Math.Ceiling((bounds.Ceiling + Beyond) / bounds.Ceiling)) + 1;
        Span<double> articles = stackalloc double[points], moments = stackalloc double[points], costs = stackalloc double[points];
        Span<int> candidates = stackalloc int[points];
        var forecast = new PublishingForecast(history, now, articles, moments);
        var best = new CheapestPlan(forecast, bounds, costs, candidates).FirstPoll();
        var full = bounds.Window is { } window ? FillsUpAt(forecast, history.Clustering(now), window * WindowUse, best) : best;
        var wait = Math.Min(Math.Max(PollGrid.Times[full], bounds.Floor), bounds.Ceiling);
        return new AdaptiveChoice(wait, forecast.Articles(full), forecast.Waiting(0, full), full < best, Likely(forecast, bounds.Ceiling));
    }

    private static double? Likely(PublishingForecast forecast, double ceiling)
    {
        var last = PollGrid.IndexAt(ceiling);
        for (var index = 1; index <= last; index++)
        {
            if (forecast.Articles(index) >= 0.5)
                return PollGrid.Times[index];
        }
        return null;
    }

    /// <summary>The last instant until which a window hardly overflows, at most <paramref name="latest"/>.</summary>
    private static int FillsUpAt(PublishingForecast forecast, double clustering, double room, int latest)
    {
        var index = 1;
        while (index < latest && forecast.Articles(index + 1) + (3 * Math.Sqrt(forecast.Articles(index + 1) * clustering)) <= room)
            index++;
        return Math.Min(index, latest);
    }
}
