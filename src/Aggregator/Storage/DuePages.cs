using System.Data.Common;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Feeds that are due and whose hosts may be contacted, page by page, those first that have been due for longest.</summary>
/// <param name="database">Whose they are.</param>
/// <param name="connection">To read from.</param>
/// <param name="now">Feeds due at or before.</param>
/// <param name="isWanted">A condition on a feed d and its host dh; no row is a host that was never polled.</param>
internal sealed class DuePages(Database database, DbConnection connection, DateTimeOffset now, string isWanted)
{
    private const int Size = 600;

    /// <summary>A host that is held back may have tens of thousands of feeds: where few are wanted the next page is four times as long, up to this.</summary>
    private const int LargestSize = 9_600;

    /// <summary>Hours and days that a feed skips are kept here once more, since a claim may come late.</summary>
    private const string IsWilling = """
        COALESCE(dh.not_before, 0) <= @now
        AND (((d.skip_hours >> @hour) & 1) = 0 AND ((d.skip_days >> @day) & 1) = 0 OR d.skip_hours = 16777215 OR d.skip_days = 127)
        """;

    private readonly string _text = database.DuePage($"{IsWilling} AND {isWanted}");
    private long _at = long.MinValue;
    private long _id;
    private int _size = Size;
    private bool _isLast;

    /// <summary>Null behind the last page. A page may be empty, and others come after it.</summary>
    /// <param name="claimed">For a condition that asks for it: numbers of feeds.</param>
    /// <param name="fullHosts">Likewise: hosts.</param>
    /// <param name="ours">Likewise: hosts; null where all are.</param>
    public IReadOnlyList<(long Id, string Host)>? Next(string claimed = "[]", string fullHosts = "[]", string? ours = null)
    {
        if (_isLast)
            return null;
        var page = connection.Query<Feed>(
            _text, new { now, at = _at, id = _id, hour = now.UtcDateTime.Hour, day = (int)now.UtcDateTime.DayOfWeek, most = _size, claimed, fullHosts, ours }).AsList();
        _isLast = page.Count < _size;
        if (page.Count > 0)
            (_id, _at) = (page[^1].Id, page[^1].At);
        List<(long, string)> wanted = [.. page.Where(feed => feed.IsWanted != 0).Select(feed => (feed.Id, feed.Host))];
        _size = wanted.Count < page.Count / 2 ? Math.Min(_size * 4, LargestSize) : Size;
        return wanted;
    }

    internal sealed record Feed(long Id, string Host, long At, long IsWanted);
}
