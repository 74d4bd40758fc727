using System.Collections.Immutable;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Lists;

/// <summary>What each key of a feed, or of defaults, means. Ranges are those of the settings that the keys replace.</summary>
internal sealed class FeedKeys(CronReader cron, SecretReader secrets, ErrorCollector errors)
{
    private const int MaxTextLength = 500;

    /// <summary>Keys that defaults may hold as well.</summary>
    public static readonly ImmutableArray<string> Shared =
    [
        "auth", "drop", "enabled", "freshness", "fullText", "headers", "interval", "keep", "maxAge", "maxArticles", "maxBytes", "maxInterval", "minInterval", "proxy", "schedule", "tag", "tags", "timeout",
        "timeZone", "tls", "userAgent",
    ];

    /// <summary>Keys that a feed may hold.</summary>
    public static readonly ImmutableArray<string> Names = ["replaces", "title", "url", .. Shared];

    private readonly RuleReader _rules = new(errors);

    /// <summary>The feed with every member applied that is good; errors are reported.</summary>
    public FeedDefinition ApplyAll(FeedDefinition feed, PlacedMapping members, ImmutableArray<string> allowed)
    {
        foreach (var member in members.Members)
        {
            if (allowed.Contains(member.Key))
                feed = Apply(feed, member);
            else
                errors.Add(member.Location, Names.Contains(member.Key) ? $"{member.Key} belongs to one feed, not into defaults" : Unknown(member.Key, allowed, null));
        }

        CheckTogether(feed, members, isFeed: allowed == Names);
        return feed;
    }

    /// <summary>One key. A value of null means: as the level above has it.</summary>
    public FeedDefinition Apply(FeedDefinition feed, PlacedMember member)
    {
        var (_, key, value) = member;
        if (value is PlacedScalar { Text: null } && key != "url")
            return feed;
        return key switch
        {
            "url" => Text(key, value, FeedUrl.Clean, FeedUrl.Check) is { } url ? WithUrl(feed, url, value) : feed,
            "title" => Text(key, value, t => t.Trim(), Short) is { } title ? feed with { Title = title } : feed,
            "replaces" => feed with { Replaces = ReadReplaced(value) },
            "tags" => feed with { Tags = AddTags(feed.Tags, value) },
            "enabled" => Flag(key, value) is { } enabled ? feed with { Enabled = enabled } : feed,
            "fullText" => Flag(key, value) is { } wanted ? feed with { FullText = wanted } : feed,
            "interval" when value is PlacedScalar { Text: "auto" } => feed with { Interval = null, Schedule = null },
            "interval" => Ranged(key, value, "Polling:Interval", "") is TimeSpan interval ? feed with { Interval = interval, Schedule = null } : feed,
            "freshness" => Ranged(key, value, "Polling:Freshness", "") is Freshness freshness ? feed with { Freshness = freshness } : feed,
            "minInterval" => Ranged(key, value, "Polling:MinInterval", "") is TimeSpan floor ? feed with { MinInterval = floor } : feed,
            "maxInterval" => Ranged(key, value, "Polling:MaxInterval", "") is TimeSpan ceiling ? feed with { MaxInterval = ceiling } : feed,
            "schedule" => Text(key, value, t => t.Trim(), cron.Check) is { } schedule ? feed with { Schedule = schedule, Interval = null } : feed,
            "timeZone" => Text(key, value, t => t.Trim(), CheckZone) is { } zone ? feed with { TimeZone = zone } : feed,
            "headers" => feed with { Headers = MergeHeaders(feed.Headers, value) },
            "userAgent" => Text(key, value, t => t.Trim(), HeaderRules.CheckValue) is { } agent ? feed with { UserAgent = agent } : feed,
            "auth" => AuthReader.Read(value, secrets, errors) is { } authorization ? feed with { Authorization = authorization } : feed,
            "timeout" => Ranged(key, value, "Fetching:Timeout", "") is TimeSpan timeout ? feed with { Timeout = timeout } : feed,
            "maxAge" => Ranged(key, value, "Retention:MaxAge", "") is TimeSpan age ? feed with { MaxAge = age } : feed,
            "maxArticles" => Ranged(key, value, "Retention:MaxArticlesPerFeed", "") is int most ? feed with { MaxArticles = most } : feed,
            "maxBytes" => Ranged(key, value, "Fetching:MaxBytes", "") is long bytes ? feed with { MaxBytes = bytes } : feed,
            "proxy" => ReadProxy(value) is { } proxy ? feed with { Proxy = proxy } : feed,
            "tls" => CertificateReader.Read(value, errors) is { } exemption ? feed with { Tls = exemption } : feed,
            "keep" => feed with { Keep = feed.Keep.AddRange(_rules.Read(key, value)) },
            "tag" => feed with { Tag = feed.Tag.AddRange(_rules.ReadTags(value)) },
            "drop" => feed with { Drop = feed.Drop.AddRange(_rules.Read(key, value)) },
            _ => throw new ArgumentOutOfRangeException(nameof(member), key, "no such key"),
        };
    }

    /// <summary>Says so when the key is known elsewhere: <paramref name="home"/> is where feed settings belong.</summary>
    public static string Unknown(string key, IReadOnlyCollection<string> allowed, string? home)
    {
        var shown = Excerpt.Of(key);
        return home is not null && Shared.Contains(key) ? $"{shown} must stand under {home}:"
            : $"unknown key {shown}; the nearest is {Nearest.To(key, allowed)}, all are {string.Join(", ", allowed)}";
    }

    private void CheckTogether(FeedDefinition feed, PlacedMapping members, bool isFeed)
    {
        if (members.Find("interval") is not null && members.Find("schedule") is { } schedule)
            errors.Add(schedule.Location, "schedule and interval exclude each other; remove one");
        if (isFeed && feed.Schedule is null && members.Find("schedule") is null && members.Find("timeZone") is { } zone)
            errors.Add(zone.Location, "timeZone has no effect without schedule; remove it");
        if (members.Find("auth") is { } auth && feed.Headers.ContainsKey("Authorization"))
            errors.Add(auth.Location, "auth and the header Authorization exclude each other; remove one");
    }

    /// <summary>Null after an error was reported.</summary>
    private string? Text(string key, PlacedNode value, Func<string, string> clean, Func<string, string?> check)
    {
        var text = value is PlacedScalar { Text: { Length: > 0 } written } ? clean(written) : "";
        var fault = text.Length == 0 ? $"must be text, not {value.Kind}" : check(text);
        if (fault is null)
            return text;
        errors.Add(value.Location, key == "url" && text.Length > 0 ? fault : key is "schedule" ? $"schedule {value.Kind}: {fault}" : $"{key} {fault}");
        return null;
    }

    private bool? Flag(string key, PlacedNode value) =>
        Text(key, value, t => t, t => t is "true" or "false" ? null : "must be true or false") is { } flag ? flag == "true" : null;

    private object? Ranged(string key, PlacedNode value, string setting, string also)
    {
        var description = SettingsReference.Find(setting)!;
        if (description.Read(value) is { } read)
            return read;
        errors.Add(value.Location, $"{key} is {value.Kind}; allowed is {description.Allowed}{also}");
        return null;
    }

    /// <summary>The URL as it is written is the feed's identity, so that neither rows nor logs hold what its references stand for.</summary>
    private FeedDefinition WithUrl(FeedDefinition feed, string url, PlacedNode place)
    {
        if (!secrets.Refers(url))
            return feed with { Url = url };
        if (new Uri(url).Authority.AsSpan().IndexOfAny('$', '{', '%') >= 0)
            errors.Add(place.Location, "url must name its host; a reference may stand in its path or query");
        else if (secrets.Resolve("url", url, place.Location) is { } resolved && FeedUrl.Check(resolved) is null)
            return feed with { Url = url, RequestUrl = resolved };
        else
            errors.Add(place.Location, "url is no valid URL once its references are replaced");
        return feed;
    }

    private ImmutableArray<string> ReadReplaced(PlacedNode value)
    {
        var items = value is PlacedSequence list ? list.Items : [value];
        return [.. items.Select(i => Text("replaces", i, FeedUrl.Clean, FeedUrl.Check)).OfType<string>()];
    }

    private ImmutableArray<string> AddTags(ImmutableArray<string> tags, PlacedNode value)
    {
        var items = value is PlacedSequence list ? list.Items : [value];
        var texts = items.Select(i => Text("tags", i, t => t.Trim(), Short)).OfType<string>();
        var all = tags.Union(texts).Order(StringComparer.Ordinal).ToImmutableArray();
        return all.Length == tags.Length ? tags : all;
    }

    private ImmutableSortedDictionary<string, string> MergeHeaders(ImmutableSortedDictionary<string, string> headers, PlacedNode value)
    {
        if (value is not PlacedMapping mapping)
        {
            errors.Add(value.Location, $"headers must be a mapping of names to values, not {value.Kind}");
            return headers;
        }

        foreach (var (place, name, node) in mapping.Members)
        {
            if (HeaderRules.CheckName(name) is { } badName)
                errors.Add(place, badName);
            else if (secrets.Read($"the header {name}", node) is { } text)
                headers = HeaderRules.CheckValue(text) is { } badValue ? Reject(node, $"the header {name} {badValue}") : headers.SetItem(name, text);
        }

        return headers;

        ImmutableSortedDictionary<string, string> Reject(PlacedNode node, string fault)
        {
            errors.Add(node.Location, fault);
            return headers;
        }
    }

    private string? ReadProxy(PlacedNode value)
    {
        if (secrets.Read("proxy", value) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https" or "socks5") && uri.Host.Length > 0 && HeaderRules.CheckValue(text) is null)
            return text;
        errors.Add(value.Location, $"proxy is \"{Excerpt.Of(Redactor.Url(text))}\"; allowed is a URL that begins with http://, https:// or socks5://");
        return null;
    }

    private static string? CheckZone(string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId ? null : $"\"{Excerpt.Of(zone)}\" is not known; write an IANA name such as Europe/Kyiv";

    private static string? Short(string text) =>
        text.Length > MaxTextLength ? $"is longer than {MaxTextLength} characters" : text.Any(char.IsControl) ? "holds control characters" : null;
}
