using Aggregator.Configuration;

namespace Aggregator.Outputs.Pages.OneFeed;

/// <summary>What is in force for a feed: first what its list says, then what the settings say instead.</summary>
internal static class FeedSettingLines
{
    /// <param name="definition">Null when it left the lists.</param>
    /// <param name="settings">The daemon's.</param>
    public static IReadOnlyList<SettingLine> Of(FeedDefinition? definition, Settings settings)
    {
        if (definition is null)
            return [];
        var place = definition.Location.Line == 0 ? definition.Location.File : $"{definition.Location.File}:{definition.Location.Line}";
        var listed = FeedSettings.Of(definition);
        var lines = new List<SettingLine> { new("url", Redactor.Url(definition.Url), place) };
        if (!definition.Groups.IsEmpty)
            lines.Add(new SettingLine("group", string.Join(" / ", definition.Groups), place));
        lines.AddRange(listed.Where(setting => setting.Key != "url")
            .Select(setting => new SettingLine(setting.Key, FeedSettings.IsSecret(setting.Key) ? "set, not shown" : setting.Value, $"{place}, its groups or its file's defaults")));
        if (definition.RequestUrl is not null)
            lines.Add(new SettingLine("url", "with secrets, not shown", place));
        if (definition is { Interval: null, Schedule: null })
        {
            Default("interval", settings.Polling.Interval == FeedSchedule.Auto ? "auto" : Durations.Format(settings.Polling.Interval), "Polling:Interval");
            Default("minInterval", Durations.Format(settings.Polling.MinInterval), "Polling:MinInterval");
            Default("maxInterval", Durations.Format(settings.Polling.MaxInterval), "Polling:MaxInterval");
        }
        Default("timeout", Durations.Format(settings.Fetching.Timeout), "Fetching:Timeout");
        Default("maxBytes", Sizes.Format(settings.Fetching.MaxBytes), "Fetching:MaxBytes");
        Default("maxAge", settings.Retention.MaxAge == TimeSpan.Zero ? "for ever" : Durations.Format(settings.Retention.MaxAge), "Retention:MaxAge");
        return lines;

        void Default(string name, string value, string setting)
        {
            if (!listed.ContainsKey(name))
                lines.Add(new SettingLine(name, value, setting));
        }
    }
}
