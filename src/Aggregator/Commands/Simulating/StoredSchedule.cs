using Aggregator.Configuration;
using Aggregator.Storage.Planning;

namespace Aggregator.Commands.Simulating;

/// <summary>A feed's schedule as the database keeps it; the rest of its definition is not needed to simulate.</summary>
internal static class StoredSchedule
{
    public static FeedDefinition Of(string url, string? definition)
    {
        var feed = new FeedDefinition { Url = url, Location = default };
        if (definition is null)
            return feed;
        var settings = FeedDefinitionJson.Read(definition);
        return feed with
        {
            Interval = Span("interval"),
            MinInterval = Span("minInterval"),
            MaxInterval = Span("maxInterval"),
            Freshness = settings.TryGetValue("freshness", out var freshness) ? Freshness.Parse(freshness) : null,
            Schedule = settings.GetValueOrDefault("schedule"),
            TimeZone = settings.GetValueOrDefault("timeZone"),
        };

        TimeSpan? Span(string key) => settings.TryGetValue(key, out var text) && Durations.TryParse(text, out var span) ? span : null;
    }
}
