using System.Text;
using Aggregator.Configuration;
using Aggregator.Fetching;

namespace Aggregator.Storage;

/// <summary>Tells whether a list says something else of a feed than when it was last taken over.</summary>
internal static class FeedDefinitionHash
{
    public static Hash128 Of(FeedDefinition feed)
    {
        // Only the hash is stored: headers and credentials stay in the lists. Fields are length-prefixed, so no two definitions run together.
        var text = new StringBuilder();
        Add(text, feed.Title);
        Add(text, string.Join('\n', feed.Tags));
        Add(text, feed.Interval?.ToString());
        Add(text, feed.Schedule);
        Add(text, feed.TimeZone);
        Add(text, feed.Enabled ? "on" : "off");
        foreach (var (name, value) in feed.Headers)
        {
            Add(text, name);
            Add(text, value);
        }
        Add(text, feed.UserAgent);
        Add(text, feed.Authorization);
        Add(text, feed.Timeout?.ToString());
        Add(text, feed.MaxBytes?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Add(text, feed.Proxy);
        if (feed.Tls is { } exemption)
            Add(text, $"tls {exemption.Pin}");
        foreach (var rule in feed.Keep)
            Add(text, $"keep {rule.Field} {rule.Pattern}");
        foreach (var rule in feed.Drop)
            Add(text, $"drop {rule.Field} {rule.Pattern}");
        return Hash128.Of(text.ToString());
    }

    private static void Add(StringBuilder text, string? field) =>
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{field?.Length ?? -1}:{field};");
}
