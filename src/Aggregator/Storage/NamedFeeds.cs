using System.Globalization;

namespace Aggregator.Storage;

/// <summary>What operators may call feeds: a URL, a title, a number, or a part of URL or title that is no number; without regard to case.</summary>
/// <param name="feeds">All, in the order in which several are told.</param>
internal sealed class NamedFeeds(IReadOnlyList<NamedFeeds.Named> feeds)
{
    private readonly ILookup<string, Named> _byName = feeds
        .SelectMany(feed => new[] { feed.Url, feed.Name, feed.Id.ToString(CultureInfo.InvariantCulture) }.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (name, feed)))
        .ToLookup(call => call.name, call => call.feed, StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that are called exactly so; if there is none, those that a part of it means.</summary>
    public IReadOnlyList<Named> Find(string word)
    {
        var exact = _byName[word].ToList();
        return exact.Count > 0 || word.All(char.IsAsciiDigit) ? exact : [.. feeds.Where(feed => Contains(feed.Url) || Contains(feed.Name))];

        bool Contains(string text) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    internal sealed record Named(long Id, string Url, string Name, string State);
}
