using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aggregator.Configuration.Rules;

namespace Aggregator.Configuration;

/// <summary>
/// What the lists say of a feed, setting by setting, in the words of the lists: what plans compare and the database keeps. A setting that
/// was left out has no line. Secrets are there only as a fingerprint, which tells that one was changed and nothing else.
/// </summary>
internal static class FeedSettings
{
    private const string HeaderPrefix = "headers.";

    public static ImmutableSortedDictionary<string, string> Of(FeedDefinition feed)
    {
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        Add("title", feed.Title);
        Add("tags", feed.Tags.IsEmpty ? null : string.Join(", ", feed.Tags));
        Add("interval", feed.Interval is { } interval ? Durations.Format(interval) : null);
        Add("minInterval", feed.MinInterval is { } shortest ? Durations.Format(shortest) : null);
        Add("maxInterval", feed.MaxInterval is { } longest ? Durations.Format(longest) : null);
        Add("freshness", feed.Freshness?.ToString());
        Add("schedule", feed.Schedule);
        Add("timeZone", feed.TimeZone);
        Add("enabled", feed.Enabled ? null : "false");
        foreach (var (name, value) in feed.Headers)
            Add(HeaderPrefix + name, Fingerprint(HeaderPrefix + name, value));
        Add("userAgent", feed.UserAgent);
        Add("auth", Fingerprint("auth", feed.Authorization));
        Add("timeout", feed.Timeout is { } timeout ? Durations.Format(timeout) : null);
        Add("maxBytes", feed.MaxBytes is { } bytes ? Sizes.Format(bytes) : null);
        Add("maxAge", feed.MaxAge is { } age ? Durations.Format(age) : null);
        Add("maxArticles", feed.MaxArticles?.ToString(CultureInfo.InvariantCulture));
        Add("proxy", Fingerprint("proxy", feed.Proxy));
        Add("tls", feed.Tls?.ToString());
        Add("fullText", feed.FullText ? "true" : null);
        Add("keep", Rules(feed.Keep));
        Add("drop", Rules(feed.Drop));
        Add("tag", feed.Tag.IsEmpty ? null : string.Join("; ", feed.Tag.Select(rule => $"{rule.Tag} when {rule.Rule}")));
        Add("url", Fingerprint("url", feed.RequestUrl));
        return settings.ToImmutable();

        void Add(string name, string? value)
        {
            if (value is not null)
                settings.Add(name, value);
        }
    }

    /// <summary>Whether values of this setting may be secrets, so that nobody shows their fingerprints as if they were values.</summary>
    public static bool IsSecret(string setting) => setting is "auth" or "proxy" or "url" || setting.StartsWith(HeaderPrefix, StringComparison.Ordinal);

    private static string? Rules(ImmutableArray<EntryRule> rules) =>
        rules.IsEmpty ? null : string.Join("; ", rules);

    /// <summary>48 bits: a changed secret is seen, and a stolen database confirms no guess for sure.</summary>
    private static string? Fingerprint(string setting, string? secret) =>
        secret is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{setting}\n{secret}")).AsSpan(0, 6));
}
