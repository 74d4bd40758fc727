using System.Collections.Immutable;
using Aggregator.Configuration;
using Aggregator.Tests.Configuration.Rules;

namespace Aggregator.Tests.Configuration;

public sealed class FeedSettingsTests
{
    private static readonly FeedDefinition Plain = new() { Url = "https://example.org/feed", Location = default };

    /// <summary>For every property of a feed that lists can set, a value that is not its default.</summary>
    public static TheoryData<string> Properties { get; } =
        [.. typeof(FeedDefinition).GetProperties().Where(p => p.CanWrite).Select(p => p.Name).Except(["EqualityContract", "Url", "Location", "Groups", "Replaces"])];

    [Theory]
    [MemberData(nameof(Properties))]
    public void Every_setting_of_a_feed_is_seen_when_it_changes(string property) => Assert.NotEqual(FeedSettings.Of(Plain), FeedSettings.Of(With(property)));

    [Theory]
    [MemberData(nameof(Properties))]
    public void Every_setting_of_a_feed_counts_in_its_equality(string property) => Assert.NotEqual(Plain, With(property));

    [Fact]
    public void What_is_not_set_has_no_line() => Assert.Empty(FeedSettings.Of(Plain));

    [Fact]
    public void Values_stand_as_lists_write_them()
    {
        var settings = FeedSettings.Of(Plain with { Interval = TimeSpan.FromMinutes(90), MaxBytes = 1 << 20, Tags = ["a", "b"], Enabled = false });
        Assert.Equal(["enabled=false", "interval=1h30m", "maxBytes=1MB", "tags=a, b"], settings.Select(s => $"{s.Key}={s.Value}"));
    }

    [Fact]
    public void Secrets_are_told_apart_and_not_told()
    {
        var settings = FeedSettings.Of(With("Authorization") with { Proxy = "http://me:secret@proxy.example", Headers = Headers("secret") });
        Assert.DoesNotContain(settings.Values, value => value.Contains("secret", StringComparison.Ordinal));
        Assert.All(settings.Keys, key => Assert.True(FeedSettings.IsSecret(key), key));
        Assert.NotEqual(settings["headers.Cookie"], FeedSettings.Of(Plain with { Headers = Headers("another") })["headers.Cookie"]);
    }

    private static ImmutableSortedDictionary<string, string> Headers(string value) => ImmutableSortedDictionary<string, string>.Empty.Add("Cookie", value);

    private static FeedDefinition With(string property) => property switch
    {
        "Title" => Plain with { Title = "T" },
        "Tags" => Plain with { Tags = ["t"] },
        "Interval" => Plain with { Interval = TimeSpan.FromHours(1) },
        "MinInterval" => Plain with { MinInterval = TimeSpan.FromMinutes(5) },
        "MaxInterval" => Plain with { MaxInterval = TimeSpan.FromHours(5) },
        "Freshness" => Plain with { Freshness = Freshness.OfDelay(TimeSpan.FromMinutes(30)) },
        "Schedule" => Plain with { Schedule = "0 0 8 * * ?" },
        "TimeZone" => Plain with { TimeZone = "Europe/Kyiv" },
        "Enabled" => Plain with { Enabled = false },
        "FullText" => Plain with { FullText = true },
        "Headers" => Plain with { Headers = Headers("x") },
        "UserAgent" => Plain with { UserAgent = "Bot/1" },
        "Authorization" => Plain with { Authorization = "Bearer secret" },
        "Timeout" => Plain with { Timeout = TimeSpan.FromSeconds(5) },
        "MaxAge" => Plain with { MaxAge = TimeSpan.Zero },
        "MaxArticles" => Plain with { MaxArticles = 0 },
        "MaxBytes" => Plain with { MaxBytes = 1 },
        "Proxy" => Plain with { Proxy = "socks5://127.0.0.1:9050" },
        "RequestUrl" => Plain with { RequestUrl = "https://example.org/feed?key=secret" },
        "Tls" => Plain with { Tls = new CertificateExemption(null) },
        "Tag" => Plain with { Tag = WrittenRules.Feed("tag: {x: {any: y}}").Tag },
        "Keep" => Plain with { Keep = [WrittenRules.Rule("{any: x}")] },
        "Drop" => Plain with { Drop = [WrittenRules.Rule("{any: x}")] },
        _ => throw new ArgumentOutOfRangeException(nameof(property), property, "a new property: say here what a changed one looks like"),
    };
}
