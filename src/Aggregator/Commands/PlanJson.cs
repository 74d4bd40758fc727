using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Configuration.Patching;
using Aggregator.Outputs;
using Aggregator.Storage.Planning;

namespace Aggregator.Commands;

/// <summary>A plan for programs. Of secrets it says that they change; URLs are shown without theirs.</summary>
internal static class PlanJson
{
    public static void Write(CatalogPlan plan, IEnumerable<Proposal> proposals, string configDirectory)
    {
        using var stream = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stream, JsonForms.Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("added", plan.Count<PlannedChange.Added>());
            json.WriteNumber("changed", plan.Count<PlannedChange.Changed>());
            json.WriteNumber("moved", plan.Count<PlannedChange.Moved>());
            json.WriteNumber("retired", plan.Count<PlannedChange.Retired>());
            json.WriteNumber("unchanged", plan.Unchanged);
            json.WriteStartArray("changes");
            foreach (var change in plan.Changes)
                Write(json, change, configDirectory);
            json.WriteEndArray();
            json.WriteStartArray("proposals");
            foreach (var proposal in proposals)
            {
                json.WriteStartObject();
                json.WriteString("place", PlanText.Place(proposal.Place, configDirectory));
                json.WriteString("text", proposal.Text);
                json.WriteString("byHand", proposal.ByHand);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, PlannedChange change, string configDirectory)
    {
        json.WriteStartObject();
        switch (change)
        {
            case PlannedChange.Added added:
                Write(json, "added", added.Feed, configDirectory);
                break;
            case PlannedChange.Changed changed:
                Write(json, "changed", changed.Feed, configDirectory);
                json.WriteBoolean("returns", changed.Returns);
                Write(json, changed.Settings);
                break;
            case PlannedChange.Moved moved:
                Write(json, "moved", moved.Feed, configDirectory);
                json.WriteString("from", Redactor.Url(moved.Stored.Url));
                json.WriteString("why", moved.Why);
                Write(json, moved.Settings);
                break;
            case PlannedChange.Retired retired:
                json.WriteString("action", "retired");
                json.WriteString("url", Redactor.Url(retired.Stored.Url));
                json.WriteString("title", retired.Stored.Name);
                break;
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string action, FeedDefinition feed, string configDirectory)
    {
        json.WriteString("action", action);
        json.WriteString("url", Redactor.Url(feed.Url));
        json.WriteString("title", feed.Title);
        json.WriteString("place", PlanText.Place(feed.Location, configDirectory));
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<SettingChange> settings)
    {
        json.WriteStartArray("settings");
        foreach (var setting in settings)
        {
            json.WriteStartObject();
            json.WriteString("setting", setting.Setting);
            if (setting.IsSecret)
            {
                json.WriteString("secret", PlanText.Verb(setting));
            }
            else
            {
                json.WriteString("before", setting.Before);
                json.WriteString("after", setting.After);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
