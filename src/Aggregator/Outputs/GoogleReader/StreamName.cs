using System.Globalization;
using Aggregator.Storage.Accounts;

namespace Aggregator.Outputs.GoogleReader;

/// <summary>Streams and states by the names that Google gave them. Between <c>user/</c> and the rest stands who asks, as <c>-</c> or otherwise.</summary>
internal static class StreamName
{
    public const string ReadingList = States + "reading-list";
    public const string Read = States + "read";
    public const string Starred = States + "starred";
    public const string KeptUnread = States + "kept-unread";
    public const string Fresh = States + "fresh";
    private const string States = "user/-/state/com.google/";
    private const string Labels = "user/-/label/";
    private const string Feeds = "feed/";

    public static string Feed(long id) => string.Create(CultureInfo.InvariantCulture, $"{Feeds}{id}");

    public static string Label(string tag) => Labels + tag;

    /// <summary>With <c>-</c> for the user.</summary>
    public static string Canonical(string name)
    {
        if (!name.StartsWith("user/", StringComparison.Ordinal) || name.IndexOf('/', 5) is not (> 5 and var end))
            return name;
        return $"user/-{name[end..]}";
    }

    /// <summary>Null when there is no such stream.</summary>
    public static ArticleStream? Of(string name) => Canonical(name) switch
    {
        ReadingList => new ArticleStream.Everything(),
        Starred => new ArticleStream.Starred(),
        Read => new ArticleStream.Read(),
        var feed when feed.StartsWith(Feeds, StringComparison.Ordinal) =>
            long.TryParse(feed.AsSpan(Feeds.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new ArticleStream.OfFeed(id) : null,
        var label when label.StartsWith(Labels, StringComparison.Ordinal) && label.Length > Labels.Length => new ArticleStream.OfTag(label[Labels.Length..]),
        _ => null,
    };
}
