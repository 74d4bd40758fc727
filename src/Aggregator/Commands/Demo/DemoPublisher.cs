using System.Globalization;

namespace Aggregator.Commands.Demo;

/// <summary>Knows what a feed carries at a time since the start. Pure, so that site and audit agree.</summary>
internal static class DemoPublisher
{
    private const int Window = 10;

    /// <summary>Newest first. There is always at least one.</summary>
    /// <param name="feed">Whose entries.</param>
    /// <param name="elapsed">Since the start.</param>
    /// <param name="start">Of the demo.</param>
    /// <param name="answer">Counts the feed's answers, for guids that never stay.</param>
    public static IReadOnlyList<DemoEntry> Entries(DemoFeed feed, TimeSpan elapsed, DateTimeOffset start, int answer)
    {
        var source = feed.Repeats is null ? feed : DemoScript.Feeds.Single(f => f.Path == feed.Repeats);
        var newest = (int)(elapsed / source.Every) + 1;
        return
        [
            .. Enumerable.Range(Math.Max(1, newest - Window + 1), Math.Min(newest, Window)).Reverse()
                .Select(number => Entry(feed, source, number, elapsed, start, answer)),
        ];
    }

    private static DemoEntry Entry(DemoFeed feed, DemoFeed source, int number, TimeSpan elapsed, DateTimeOffset start, int answer)
    {
        var age = elapsed - (source.Every * (number - 1));
        var headline = source.Headlines[(number - 1) % source.Headlines.Length];
        var part = (number - 1) / source.Headlines.Length;
        var title = part == 0 ? headline : $"{headline}, part {part + 1}";
        var link = string.Create(CultureInfo.InvariantCulture, $"{Path.ChangeExtension(source.Path, null)}/{number}");
        return new DemoEntry(
            number,
            Guid: feed.ChangesGuids ? $"{link}#{answer}" : feed.Repeats is null ? $"demo:{link}" : $"echo:{link}",
            Link: feed.Repeats is null ? link : $"{link}?utm_source=echo&utm_medium=feed",
            Title: source.CorrectedAfter < age ? $"{title} (corrected)" : title,
            Text: $"{title}: our correspondent was there and tells it slowly, with tea.",
            Published: start + (source.Every * (number - 1)));
    }
}
