using Aggregator.Configuration;
using Aggregator.Storage.Planning;

namespace Aggregator.Outputs.Pages.Lists;

/// <summary>A plan in the words of <c>aggregator plan</c>. URLs are shown without their secrets.</summary>
internal static class PlanLines
{
    public static PlanLine Of(PlannedChange change, ListFolder folder) => change switch
    {
        PlannedChange.Added added => new("new", Tones.Good, null, Name(added.Feed.Url, added.Feed.Title), folder.PlaceOf(added.Feed.Location), [Redactor.Url(added.Feed.Url)]),
        PlannedChange.Changed changed => new(
            "changed", Tones.Warn, changed.Stored.Id, Name(changed.Feed.Url, changed.Stored.Name), folder.PlaceOf(changed.Feed.Location),
            [.. changed.Returns ? ["listed again; its articles are still there"] : changed.Settings.IsEmpty ? ["an earlier version took it over and did not record what the list said"] : Array.Empty<string>(), .. changed.Settings.Select(Words)]),
        PlannedChange.Moved moved => new(
            "moved", Tones.Warn, moved.Stored.Id, Name(moved.Stored.Url, moved.Stored.Name), folder.PlaceOf(moved.Feed.Location),
            [$"{Redactor.Url(moved.Stored.Url)} → {Redactor.Url(moved.Feed.Url)}", $"{moved.Why}; its articles {(moved.Into is null ? "stay with it" : "join those of the new URL")}", .. moved.Settings.Select(Words)]),
        PlannedChange.Retired retired => new("retired", Tones.Bad, retired.Stored.Id, Name(retired.Stored.Url, retired.Stored.Name), null, ["no list has it; its articles stay"]),
        _ => throw new InvalidOperationException("a change of another kind"),
    };

    private static string Name(string url, string? title) => title is null || title.Contains("://", StringComparison.Ordinal) ? Redactor.Url(url) : title;

    private static string Words(SettingChange setting) => setting.IsSecret
        ? $"{setting.Setting}: {(setting.Before is null ? "set" : setting.After is null ? "removed" : "changed")}, a secret"
        : $"{setting.Setting}: {setting.Before ?? "(not set)"} → {setting.After ?? "(not set)"}";
}
