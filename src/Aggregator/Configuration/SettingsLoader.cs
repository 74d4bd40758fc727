using System.Collections;
using System.Collections.Immutable;
using Aggregator.Configuration.Binding;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration;

/// <summary>Reads all settings once, at start. Never half: any error anywhere rejects the whole, with every error told.</summary>
internal static class SettingsLoader
{
    public const string FileName = "appsettings.json";

    /// <summary>
    /// <c>appsettings.json</c> in <paramref name="configDirectory"/>, then <paramref name="environment"/> (<c>AGGREGATOR_Section__Key</c>),
    /// then <paramref name="overrides"/> (<c>Section:Key=value</c>); later ones win.
    /// </summary>
    /// <param name="cron">Checks cron expressions; without it they are taken as they are.</param>
    public static SettingsOutcome Load(string configDirectory, IReadOnlyList<string> overrides, IDictionary environment, CronReader? cron = null)
    {
        var errors = new ErrorCollector();
        var sources = new SettingSources(errors);
        var settings = new Settings();
        var places = new Dictionary<string, SourceLocation>();
        Apply(sources.FromJson(Path.Combine(configDirectory, FileName)), settings, places, errors);
        Apply(sources.FromEnvironment(environment), settings, places, errors);
        Apply(sources.FromCommandLine(overrides), settings, places, errors);
        if (cron is not null)
            CheckCrons(settings, places, cron, errors);
        if (errors.Count == 0)
            CheckTogether(settings, places, errors);
        return errors.Count == 0 ? new SettingsOutcome.Loaded(settings) : new SettingsOutcome.Rejected(errors.Sorted());
    }

    /// <summary>Sets init-only properties, which is sound as long as nobody else has seen the object.</summary>
    private static void Apply(
        IEnumerable<SettingAssignment> source, Settings settings, Dictionary<string, SourceLocation> places, ErrorCollector errors)
    {
        var seen = new Dictionary<string, SettingAssignment>();
        foreach (var assignment in source)
        {
            if (SettingsReference.Find(assignment.Key) is not { } setting)
            {
                errors.Add(assignment.Location, Unknown(assignment));
            }
            else if (!seen.TryAdd(setting.Key, assignment))
            {
                errors.Add(assignment.Location, $"{setting.Key} is given twice, first at {seen[setting.Key].Location}; remove one");
            }
            else if (assignment.Value is PlacedScalar { Text: null })
            {
                setting.Option.SetValue(setting.Section.GetValue(settings), setting.Option.GetValue(setting.Section.GetValue(new Settings())));
            }
            else if (setting.Type == typeof(ImmutableArray<HostRule>))
            {
                setting.Option.SetValue(setting.Section.GetValue(settings), new HostRuleReader(errors).Read(assignment));
            }
            else if (setting.Type == typeof(ImmutableArray<WebhookEndpoint>))
            {
                setting.Option.SetValue(setting.Section.GetValue(settings), new WebhookReader(errors).Read(assignment));
            }
            else if (setting.Read(assignment.Value) is { } value)
            {
                setting.Option.SetValue(setting.Section.GetValue(settings), value);
                places[setting.Key] = assignment.Location;
            }
            else
            {
                errors.Add(assignment.Location, $"{setting.Key} is {assignment.Quoted}; allowed is {setting.Allowed}");
            }
        }
    }

    /// <summary>Only what was given can be wrong.</summary>
    private static void CheckCrons(Settings settings, Dictionary<string, SourceLocation> places, CronReader cron, ErrorCollector errors)
    {
        foreach (var setting in SettingsReference.All.Where(s => s.Attribute.Form == SettingForm.Cron && places.ContainsKey(s.Key)))
        {
            var expression = (string)setting.Option.GetValue(setting.Section.GetValue(settings))!;
            // Where the default is never, so may be what is written.
            if ((expression.Length > 0 || setting.Default.Length > 0) && cron.Check(expression) is { } fault)
                errors.Add(places[setting.Key], $"{setting.Key} is \"{Excerpt.Of(expression)}\": {fault}; allowed is {setting.Allowed}, such as {setting.Default}");
        }
    }

    /// <summary>What no option can say alone.</summary>
    private static void CheckTogether(Settings settings, Dictionary<string, SourceLocation> places, ErrorCollector errors)
    {
        if (settings.Polling.BackOff > settings.Polling.MaxBackOff)
        {
            var place = places.TryGetValue("Polling:BackOff", out var own) ? own : places["Polling:MaxBackOff"];
            errors.Add(
                place,
                $"Polling:BackOff is {Durations.Format(settings.Polling.BackOff)}, longer than Polling:MaxBackOff, "
                + $"{Durations.Format(settings.Polling.MaxBackOff)}; the first step of the back-off must not exceed the last");
        }
        if (settings.Webhooks.BackOff > settings.Webhooks.MaxBackOff)
        {
            var place = places.TryGetValue("Webhooks:BackOff", out var own) ? own : places["Webhooks:MaxBackOff"];
            errors.Add(place, "Webhooks:BackOff is longer than Webhooks:MaxBackOff; the first step of the back-off must not exceed the last");
        }
        CheckStorage(settings.Storage, places, errors);
        CheckTracing(settings.Tracing, places, errors);
        if (settings is { Storage.Provider: StorageProvider.Postgres, Jobs.Backup.Length: > 0 })
            errors.Add(places["Jobs:Backup"], "Jobs:Backup copies a file of SQLite; PostgreSQL is backed up by its own pg_dump. Remove it");
    }

    /// <summary>What is wrong is not quoted: it may be a secret.</summary>
    private static void CheckTracing(TracingOptions tracing, Dictionary<string, SourceLocation> places, ErrorCollector errors)
    {
        if (tracing.Headers is { } headers && !headers.Split(',').All(pair => pair.IndexOf('=', StringComparison.Ordinal) > 0 && pair.Trim().All(c => c is >= ' ' and < '\u007f')))
            errors.Add(places["Tracing:Headers"], "Tracing:Headers must be pairs of name=value, separated by commas, such as api-key=…,tenant=news");
        if (tracing is { Headers: not null, Endpoint: null })
            errors.Add(places["Tracing:Headers"], "Tracing:Headers is set and Tracing:Endpoint is not; say where they are to go, or remove them");
    }

    private static void CheckStorage(StorageOptions storage, Dictionary<string, SourceLocation> places, ErrorCollector errors)
    {
        var isNamed = !string.IsNullOrWhiteSpace(storage.ConnectionString);
        if (storage.Provider == StorageProvider.Postgres && !isNamed)
        {
            errors.Add(
                places["Storage:Provider"],
                "Storage:Provider is postgres and Storage:ConnectionString is not set; say where the server is, such as "
                + "postgres://aggregator@db.example.org/aggregator, with the password in a file that Storage:ConnectionString_FILE names");
        }
        else if (storage.Provider == StorageProvider.Sqlite && isNamed)
        {
            errors.Add(places["Storage:ConnectionString"], "Storage:ConnectionString is only for PostgreSQL; set Storage:Provider to postgres, or remove it");
        }
    }

    private static string Unknown(SettingAssignment assignment)
    {
        var key = Excerpt.Of(assignment.Key);
        if (SettingsReference.Sections.FirstOrDefault(s => s.Equals(assignment.Key, StringComparison.OrdinalIgnoreCase)) is { } section)
            return $"{section} is a section and has no value of its own ({assignment.Quoted}); the nearest setting is {Nearest.To(key, Keys(section))}";
        if (SettingsReference.All.FirstOrDefault(s => assignment.Key.StartsWith(s.Key + ":", StringComparison.OrdinalIgnoreCase)) is { } parent)
            return $"{key} reaches into {parent.Key}, which is {parent.Allowed}";
        var nearest = Nearest.To(assignment.Key, SettingsReference.All.Select(s => s.Key));
        var inEnvironment = assignment.Location.File.StartsWith("environment ", StringComparison.Ordinal)
            ? $" (AGGREGATOR_{nearest.Replace(":", "__", StringComparison.Ordinal)})"
            : "";
        return $"{key} = {assignment.Quoted}: there is no such setting; the nearest is {nearest}{inEnvironment}";
    }

    private static IEnumerable<string> Keys(string section) =>
        SettingsReference.All.Where(s => s.Section.Name == section).Select(s => s.Key);
}
