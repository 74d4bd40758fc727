using System.Globalization;
using System.Text;
using Aggregator.Fetching;

namespace Aggregator.Storage.Search;

/// <summary>
/// What the index knows of an article beside its words: when it was published, its own tags, the feeds that carry it. Each is a word that nobody types,
/// since it begins with a character of private use: so a feed's articles of January with a common word are found in the index alone.
/// </summary>
internal static class SearchMarks
{
    private const char Hour = '\uE000';
    private const char Tag = '\uE001';
    private const char Feed = '\uE002';

    /// <summary>Each step of hours is this many of the step below: 1, 8, 64 hours, and so on to 30 years.</summary>
    private const int Factor = 8;
    private const int Steps = 7;

    /// <summary>The year 2209; what lies outside counts as the nearest.</summary>
    private const long LastHour = (1L << (3 * Steps)) - 1;

    /// <summary>Of more feeds one in dozens of all articles is: asking the index for each would cost more than looking at what it finds.</summary>
    private const int MostFeeds = 300;

    /// <summary>Every article has one of these.</summary>
    public static IReadOnlyList<string> OfAll { get; } = OfSpan(0, LastHour + 1);

    /// <summary>All marks of an article, parted by spaces.</summary>
    public static string Of(DateTimeOffset publishedAt, IEnumerable<string> tags, IEnumerable<long> feeds)
    {
        var marks = new StringBuilder();
        var at = HourOf(publishedAt);
        for (var step = 0; step < Steps; step++, at /= Factor)
            Add(OfStep(step, at));
        foreach (var tag in tags)
            Add(OfTag(tag));
        foreach (var feed in feeds)
            Add(OfFeed(feed));
        return marks.ToString();

        void Add(string mark) => (marks.Length == 0 ? marks : marks.Append(' ')).Append(mark);
    }

    /// <summary>Of which an article has one if one of the feeds carries it; null when they are too many to ask.</summary>
    public static IReadOnlyList<string>? OfFeeds(IReadOnlyCollection<long> feeds) => feeds.Count > MostFeeds ? null : [.. feeds.Select(OfFeed)];

    /// <summary>Of which an article has one if it has the tag by itself or by one of its feeds; null when these are too many to ask.</summary>
    public static IReadOnlyList<string>? OfTag(string tag, IReadOnlyCollection<long> feeds) => OfFeeds(feeds) is { } marks ? [OfTag(tag), .. marks] : null;

    /// <summary>Of which an article has one if it was published at or after an instant and before another, or in the same hour as these; null for any time.</summary>
    public static IReadOnlyList<string>? OfSpan(DateTimeOffset? since, DateTimeOffset? before) =>
        since is null && before is null ? null : OfSpan(since is { } from ? HourOf(from) : 0, before is { } end ? HourOf(end) + 1 : LastHour + 1);

    private static List<string> OfSpan(long from, long end)
    {
        var marks = new List<string>();
        // From both ends inwards, as long as they do not begin a longer step.
        for (var step = 0; from < end; step++, from /= Factor, end /= Factor)
        {
            var isLast = step == Steps - 1;
            for (; from < end && (isLast || from % Factor != 0); from++)
                marks.Add(OfStep(step, from));
            for (; from < end && end % Factor != 0; end--)
                marks.Add(OfStep(step, end - 1));
        }
        return marks;
    }

    private static long HourOf(DateTimeOffset at) => Math.Clamp(at.ToUnixTimeSeconds() / 3600, 0, LastHour);

    private static string OfStep(int step, long number) => string.Create(CultureInfo.InvariantCulture, $"{Hour}{(char)('a' + step)}{number:x}");

    private static string OfTag(string tag) => $"{Tag}{Hash128.Of(tag).ToString().AsSpan(0, 16)}";

    private static string OfFeed(long feed) => string.Create(CultureInfo.InvariantCulture, $"{Feed}{feed}");
}
