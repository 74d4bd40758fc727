namespace Aggregator.Storage.Figures;

/// <summary>
/// What a feed brings in a day and how late, as averages over its last week: young feeds count from their first visit on. What the first visit found is
/// an archive and no news, so nothing is known before the second.
/// </summary>
internal static class FeedRates
{
    private const double WeekOfMilliseconds = 7 * 86_400_000.0;

    /// <summary>Of each new article in the typical delay.</summary>
    private const double Newest = 0.2;

    /// <summary>The part of a visit in the average: of all of its life while a feed is young, and of six hours at least, since two visits a minute apart tell nothing of a day.</summary>
    private const string Part = """
        (CASE WHEN @part * (@LastPollAt - added_at) > @span THEN @part ELSE CAST(@span AS DOUBLE PRECISION) / max(@LastPollAt - added_at, @span, 21600000) END)
        """;

    /// <summary>Assignments of a statement that updates feeds; needs @LastPollAt, @span, @part, @created, @pushed, @bytes, @delayLog and @delayPart.</summary>
    public const string Sql = $"""
        daily_articles = CASE WHEN @span IS NULL THEN daily_articles + @pushed
          ELSE COALESCE(daily_articles, 0) + (@created * 86400000.0 / @span - COALESCE(daily_articles, 0)) * {Part} END,
        daily_bytes = CASE WHEN @span IS NULL THEN daily_bytes ELSE COALESCE(daily_bytes, 0) + (@bytes * 86400000.0 / @span - COALESCE(daily_bytes, 0)) * {Part} END,
        delay_log = CASE WHEN @delayLog IS NULL THEN delay_log ELSE COALESCE(delay_log + (@delayLog - delay_log) * @delayPart, @delayLog) END
        """;

    /// <summary>Milliseconds since the visit before; null when this is none, or the first.</summary>
    public static long? Span(CompletedPoll poll) =>
        !poll.IsPush && poll.State.LastPollAt - poll.Feed.State.LastPollAt is { TotalMilliseconds: >= 1 } span ? (long)span.TotalMilliseconds : null;

    public static double PartOf(long? span) => span is { } ms ? 1 - Math.Exp(-ms / WeekOfMilliseconds) : 0;

    /// <summary>What a push adds to the articles of a day: visits take it away again as the week passes.</summary>
    public static double Pushed(CompletedPoll poll, int created) => poll.IsPush ? created / 7.0 : 0;

    public static double? DelayLog(IReadOnlyList<TimeSpan> delays) => delays.Count == 0 ? null : delays.Average(delay => Math.Log(Math.Max(1, delay.TotalSeconds)));

    public static double DelayPart(IReadOnlyList<TimeSpan> delays) => 1 - Math.Pow(1 - Newest, delays.Count);

    public static TimeSpan? Delay(double? log) => log is { } value ? TimeSpan.FromSeconds(Math.Exp(value)) : null;
}
