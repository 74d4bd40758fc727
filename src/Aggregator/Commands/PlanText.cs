using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Storage.Planning;
using Spectre.Console;

namespace Aggregator.Commands;

/// <summary>A plan for people: one line a feed, one more for every setting that changes. URLs are shown without their secrets.</summary>
internal static class PlanText
{
    public static void Write(CatalogPlan plan, string configDirectory)
    {
        foreach (var change in plan.Changes)
            Write(change, configDirectory);
    }

    public static void Summarise(string word, CatalogPlan plan) => Terminal.Out.Profile.Out.Writer.WriteLine(plan.IsEmpty
        ? $"Nothing to do: {Feeds(plan.Unchanged)} as the lists say."
        : $"{word}: {plan.Count<PlannedChange.Added>()} new, {plan.Count<PlannedChange.Changed>()} changed, {plan.Count<PlannedChange.Moved>()} moved, "
            + $"{plan.Count<PlannedChange.Retired>()} retired; {plan.Unchanged} unchanged.");

    private static string Feeds(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "feed is" : "feeds are")}");

    private static void Write(PlannedChange change, string configDirectory)
    {
        switch (change)
        {
            case PlannedChange.Added { Feed: var feed }:
                Line("green", '+', $"{Redactor.Url(feed.Url)}{Quoted(feed.Title)}", Place(feed.Location, configDirectory));
                break;
            case PlannedChange.Changed changed:
                Line("yellow", '~', $"{Redactor.Url(changed.Feed.Url)}{Quoted(changed.Stored.Name)}", Place(changed.Feed.Location, configDirectory));
                if (changed.Returns)
                    Detail("listed again; its articles are still there");
                else if (changed.Settings.IsEmpty)
                    Detail("an earlier version took it over and did not record what the list said");
                Write(changed.Settings);
                break;
            case PlannedChange.Moved moved:
                Line("cyan", '>', $"{Redactor.Url(moved.Stored.Url)} → {Redactor.Url(moved.Feed.Url)}{Quoted(moved.Stored.Name)}", Place(moved.Feed.Location, configDirectory));
                Detail($"{moved.Why}; its articles {(moved.Into is null ? "stay with it" : "join those of the new URL")}");
                Write(moved.Settings);
                break;
            case PlannedChange.Retired { Stored: var stored }:
                Line("red", '-', $"{Redactor.Url(stored.Url)}{Quoted(stored.Name)}", "no list has it; its articles stay");
                break;
        }
    }

    private static void Write(IEnumerable<SettingChange> settings)
    {
        foreach (var setting in settings)
            Detail(setting.IsSecret ? $"{setting.Setting}: {Verb(setting)}" : $"{setting.Setting}: {setting.Before ?? "(not set)"} → {setting.After ?? "(not set)"}");
    }

    public static string Verb(SettingChange setting) => setting.Before is null ? "set" : setting.After is null ? "removed" : "changed";

    public static string Place(SourceLocation place, string configDirectory) =>
        (place.File.Contains("://", StringComparison.Ordinal) ? place : place with { File = Path.GetRelativePath(configDirectory, place.File) }).ToString();

    private static void Line(string color, char sign, string text, string remark)
    {
        Terminal.Out.Markup($"[{color}]{sign}[/] ");
        Terminal.Out.Profile.Out.Writer.WriteLine($"{text}  ({remark})");
    }

    private static void Detail(string text) => Terminal.Out.Profile.Out.Writer.WriteLine($"    {text}");

    private static string Quoted(string? title) => title is null || title.Contains("://", StringComparison.Ordinal) ? "" : $" \"{title}\"";
}
