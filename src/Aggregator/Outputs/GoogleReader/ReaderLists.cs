using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Storage.Accounts;
using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.GoogleReader;

/// <summary>What an account is subscribed to: every feed of the lists, with its tags as folders.</summary>
internal sealed class ReaderLists(FeedNames feeds, AccountArticles articles)
{
    public static void WriteUser(Utf8JsonWriter json, string account)
    {
        json.WriteString("userId", account);
        json.WriteString("userName", account);
        json.WriteString("userProfileId", account);
        json.WriteString("userEmail", "");
    }

    public IReadOnlyDictionary<string, string> Names() => feeds.Listed().ToDictionary(feed => feed.Url, feed => feed.Name, StringComparer.Ordinal);

    public void WriteFeeds(Utf8JsonWriter json)
    {
        json.WriteStartArray("subscriptions");
        foreach (var feed in feeds.Listed())
        {
            json.WriteStartObject();
            json.WriteString("id", StreamName.Feed(feed.Id));
            json.WriteString("title", feed.Name);
            json.WriteStartArray("categories");
            foreach (var tag in feed.TagList)
            {
                json.WriteStartObject();
                json.WriteString("id", StreamName.Label(tag));
                json.WriteString("label", tag);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("url", Redactor.Url(feed.Url));
            json.WriteString("htmlUrl", feed.SiteUrl ?? Redactor.Url(feed.Url));
            json.WriteString("iconUrl", "");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public void WriteTags(Utf8JsonWriter json)
    {
        json.WriteStartArray("tags");
        json.WriteStartObject();
        json.WriteString("id", StreamName.Starred);
        json.WriteEndObject();
        foreach (var tag in feeds.Listed().SelectMany(feed => feed.TagList).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("id", StreamName.Label(tag));
            json.WriteString("type", "folder");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public void WriteUnread(Utf8JsonWriter json, string account)
    {
        var unread = articles.Unread(account).ToDictionary(count => count.FeedId);
        json.WriteNumber("max", int.MaxValue);
        json.WriteStartArray("unreadcounts");
        var tags = new SortedDictionary<string, (long Articles, DateTimeOffset Newest)>(StringComparer.Ordinal);
        foreach (var feed in feeds.Listed())
        {
            var (count, newest) = unread.TryGetValue(feed.Id, out var found) ? (found.Articles, found.NewestAt) : (0, DateTimeOffset.UnixEpoch);
            Write(json, StreamName.Feed(feed.Id), count, newest);
            foreach (var tag in feed.TagList.Append(""))
            {
                var sum = tags.GetValueOrDefault(tag, (0, DateTimeOffset.UnixEpoch));
                tags[tag] = (sum.Articles + count, newest > sum.Newest ? newest : sum.Newest);
            }
        }
        foreach (var (tag, sum) in tags)
            Write(json, tag.Length == 0 ? StreamName.ReadingList : StreamName.Label(tag), sum.Articles, sum.Newest);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string id, long count, DateTimeOffset newest)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteNumber("count", count);
        json.WriteString("newestItemTimestampUsec", ItemJson.Microseconds(newest));
        json.WriteEndObject();
    }
}
