namespace Aggregator.Outputs.Feeds;

/// <summary>Feeds whose first page somebody asked for: those that a hub may have subscribers for. The latest ones, so that nobody fills the memory with addresses.</summary>
internal sealed class AskedFeeds
{
    private const int Most = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, AskedFeed> _feeds = new(StringComparer.Ordinal);
    private long _asked;

    public IReadOnlyList<AskedFeed> All
    {
        get
        {
            lock (_lock)
                return [.. _feeds.Values];
        }
    }

    /// <param name="url">Its address: the topic, in a hub's words.</param>
    /// <param name="write">Writes its first page as it is now.</param>
    /// <param name="sent">Validator of what was just sent.</param>
    public void Note(string url, Func<WrittenFeed?> write, string sent)
    {
        lock (_lock)
        {
            var told = _feeds.TryGetValue(url, out var known) ? known.Told : sent;
            _feeds[url] = new AskedFeed(url, write, told, ++_asked);
            if (_feeds.Count > Most)
                _feeds.Remove(_feeds.Values.MinBy(feed => feed.Asked)!.Url);
        }
    }

    /// <summary>The hub knows of this.</summary>
    public void Tell(string url, string tag)
    {
        lock (_lock)
        {
            if (_feeds.TryGetValue(url, out var feed))
                _feeds[url] = feed with { Told = tag };
        }
    }
}
