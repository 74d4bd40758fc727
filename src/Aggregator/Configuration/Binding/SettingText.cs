using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Binding;

/// <summary>Option values from and to the notation of operators.</summary>
internal static class SettingText
{
    /// <summary>The value, or null when the text is not of the option's type. Ranges are checked elsewhere.</summary>
    public static object? Parse(SettingDescription setting, PlacedNode node)
    {
        if (setting.Type == typeof(ImmutableArray<IPNetwork>))
            return ParseList<IPNetwork>(node, t => ParseNetwork(t));
        if (setting.Type == typeof(ImmutableArray<string>))
            return ParseList<string>(node, ParseHost);
        return node is PlacedScalar { Text: { } text } ? Parse(setting, text.Trim()) : null;
    }

    public static object? Parse(SettingDescription setting, string text)
    {
        var type = setting.Type;
        if (setting.Attribute.Form == SettingForm.DurationOrAuto && text.Equals("auto", StringComparison.OrdinalIgnoreCase))
            return TimeSpan.Zero;
        if (type == typeof(TimeSpan))
            return Durations.TryParse(text, out var duration) && !(setting.Attribute.Form == SettingForm.DurationOrAuto && duration == TimeSpan.Zero) ? duration : null;
        if (type == typeof(long))
            return Sizes.TryParse(text, out var bytes) ? bytes : null;
        if (type == typeof(int))
            return int.TryParse(WithoutPercent(setting, text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (type == typeof(bool))
            return bool.TryParse(text, out var flag) ? flag : null;
        if (type == typeof(Freshness))
            return Freshness.Parse(text);
        if (type.IsEnum)
            return Enum.GetNames(type).FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse(type, name) : null;
        return setting.Attribute.Form switch
        {
            SettingForm.ContactUrl => IsContactUrl(text) ? text : null,
            SettingForm.WebUrl => IsWebUrl(text) ? text : null,
            SettingForm.ProxyUrl => IsProxyUrl(text) ? text : null,
            SettingForm.ListenUrls => text.Split(';').All(u => u.Length == 0 || IsListenUrl(u.Trim())) ? text : null,
            SettingForm.WebOrigins => text.Split(';').All(o => o.Length == 0 || IsOrigin(o.Trim())) ? text : null,
            _ => text,
        };
    }

    public static string Format(object? value) => value switch
    {
        null => "",
        TimeSpan duration => Durations.Format(duration),
        long bytes => Sizes.Format(bytes),
        bool flag => flag ? "true" : "false",
        Enum choice => choice.ToString().ToLowerInvariant(),
        ImmutableArray<IPNetwork> networks => string.Join(", ", networks),
        ImmutableArray<string> texts => string.Join(", ", texts),
        ImmutableArray<WebhookEndpoint> endpoints => string.Join("; ", endpoints),
        ImmutableArray<HostRule> rules => string.Join("; ", rules),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>A network, or one address as the network of itself. Null also when bits are set behind the prefix: one of the two is a mistake.</summary>
    public static IPNetwork? ParseNetwork(string text)
    {
        if (!text.Contains('/'))
            return IPAddress.TryParse(text, out var address) && IsFullAddress(text) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
        return IPNetwork.TryParse(text, out var network) && IsFullAddress(text) && network.BaseAddress.Equals(IPAddress.Parse(text.AsSpan(0, text.IndexOf('/'))))
            ? network
            : null;
    }

    /// <summary>A name in ASCII and lower case, or every name below one (<c>*.example</c>). Null also for an address: that is a network of one.</summary>
    public static string? ParseHost(string text)
    {
        var below = text.StartsWith("*.", StringComparison.Ordinal);
        var name = below ? text[2..] : text;
        return Uri.CheckHostName(name) == UriHostNameType.Dns && Uri.TryCreate($"http://{name}/", UriKind.Absolute, out var url) && url.HostNameType == UriHostNameType.Dns
            ? (below ? "*." : "") + url.IdnHost.ToLowerInvariant().TrimEnd('.')
            : null;
    }

    private static ImmutableArray<T>? ParseList<T>(PlacedNode node, Func<string, object?> parse)
    {
        var texts = node switch
        {
            PlacedSequence list => list.Items.Select(i => (i as PlacedScalar)?.Text),
            PlacedScalar { Text: { } text } => text.Split(',', StringSplitOptions.RemoveEmptyEntries),
            _ => [null],
        };
        var items = texts.Select(t => t is null ? null : parse(t.Trim())).ToArray();
        return items.All(i => i is not null) ? items.Select(i => (T)i!).ToImmutableArray() : null;
    }

    /// <summary>IPAddress reads "10" as 0.0.0.10 and "10.1" as 10.0.0.1, which no operator means.</summary>
    private static bool IsFullAddress(string text) => text.Contains(':') || text.Count(c => c == '.') == 3;

    private static string WithoutPercent(SettingDescription setting, string text) =>
        setting.Key.EndsWith("Percent", StringComparison.Ordinal) && text.EndsWith('%') ? text[..^1] : text;

    private static bool IsWebUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") && url.Host.Length > 0 && url.UserInfo.Length == 0;

    private static bool IsProxyUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https" or "socks4" or "socks4a" or "socks5") && url.Host.Length > 0;

    private static bool IsContactUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https" or "mailto") && text.All(c => c is > ' ' and < '\u007f');

    /// <summary>Every site at once (*) is not one: whoever reads without a key would read to all of them.</summary>
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") && url.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>The hosts * and + mean every address; Uri knows them not.</summary>
    private static bool IsListenUrl(string text)
    {
        var afterScheme = text.IndexOf("://", StringComparison.Ordinal) + 3;
        if (afterScheme < 3 || afterScheme >= text.Length)
            return false;
        var plain = text[afterScheme] is '*' or '+' ? $"{text[..afterScheme]}any{text[(afterScheme + 1)..]}" : text;
        return Uri.TryCreate(plain, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") && url.UserInfo.Length == 0 && url.Query.Length == 0;
    }
}
