using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Binding;

/// <summary>One option as the option records declare it.</summary>
/// <param name="Key">As operators write it: <c>Polling:HostDelay</c>.</param>
internal sealed record SettingDescription(string Key, PropertyInfo Section, PropertyInfo Option, SettingAttribute Attribute)
{
    public Type Type => Option.PropertyType;

    /// <summary>The value without any source, in the notation that operators write.</summary>
    public string Default => Option.GetValue(Section.GetValue(new Settings())) is var value && IsAuto(value) ? "auto" : SettingText.Format(value);

    /// <summary>What may be written, in words.</summary>
    public string Allowed
    {
        get
        {
            var range = Attribute is { Min: { } min, Max: { } max } ? $" from {min} to {max}" : "";
            return Kind + range + (Attribute.Form == SettingForm.DurationOrAuto ? " or auto" : "");
        }
    }

    /// <summary>The permitted range or choice for the reference table; empty when anything goes.</summary>
    public string Range => Attribute is { Min: { } min, Max: { } max } ? $"{min} – {max}{(Attribute.Form == SettingForm.DurationOrAuto ? " or auto" : "")}"
        : Type == typeof(Freshness) ? $"1 – {Freshness.MostPolls}, or {Durations.Format(Freshness.LeastDelay)} – {Durations.Format(Freshness.LongestDelay)}"
        : Type.IsEnum || Type == typeof(bool) || Type.IsGenericType || Attribute.Form != SettingForm.Any ? Kind
        : "";

    /// <summary>The value, or null when it is of the wrong type or out of range.</summary>
    public object? Read(PlacedNode node)
    {
        var value = SettingText.Parse(this, node);
        return value is null || IsAuto(value) || Attribute is not { Min: { } min, Max: { } max }
            || (Comparer<object>.Default.Compare(value, SettingText.Parse(this, min)) >= 0
                && Comparer<object>.Default.Compare(value, SettingText.Parse(this, max)) <= 0)
            ? value
            : null;
    }

    private bool IsAuto(object? value) => Attribute.Form == SettingForm.DurationOrAuto && value is TimeSpan { Ticks: 0 };

    private string Kind => Type switch
    {
        _ when Type == typeof(TimeSpan) => Durations.Allowed,
        _ when Type == typeof(long) => Sizes.Allowed,
        _ when Type == typeof(int) => "a whole number",
        _ when Type == typeof(Freshness) =>
            $"a number of polls a day from 1 to {Freshness.MostPolls}, or a delay from {Durations.Format(Freshness.LeastDelay)} to {Durations.Format(Freshness.LongestDelay)} such as 30m",
        _ when Type == typeof(bool) => "true or false",
        _ when Type == typeof(ImmutableArray<IPNetwork>) => "a list of networks such as 10.1.0.0/16, fd00::/8 or 192.0.2.7",
        _ when Type == typeof(ImmutableArray<string>) => "a list of host names such as feeds.example or *.intranet.example",
        _ when Type == typeof(ImmutableArray<HostRule>) => "a list of host rules, see below",
        _ when Type == typeof(ImmutableArray<WebhookEndpoint>) => "a list of webhooks, see below",
        _ when Type.IsEnum => $"one of {string.Join(", ", Enum.GetNames(Type).Select(n => n.ToLowerInvariant()))}",
        _ => Attribute.Form switch
        {
            SettingForm.ContactUrl => "an absolute http, https or mailto URL",
            SettingForm.WebUrl => "an absolute http or https URL without user information",
            SettingForm.ProxyUrl => "a proxy's URL that begins with http://, https://, socks4://, socks4a:// or socks5://",
            SettingForm.Cron => "a Quartz cron expression (seconds first), in UTC",
            SettingForm.WebOrigins => "origins such as https://reader.example, separated by semicolons",
            SettingForm.ListenUrls => "http:// or https:// addresses such as http://127.0.0.1:8080, separated by semicolons",
            _ => "text",
        },
    };
}
