using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Storage.Deliveries;
using Microsoft.Extensions.Logging;

namespace Aggregator.Polling.WebSub;

/// <summary>
/// Asks hubs to tell us what is new, and again before their leases end (WebSub §5.1). What a hub answers here only says that it heard us; it counts
/// once it has verified our wish at the callback.
/// </summary>
internal sealed partial class HubSubscriber(
    SubscriptionStore store, HttpCaller caller, WebSubOptions options, FetchingOptions fetching, TimeProvider time, ILogger<HubSubscriber> logger)
{
    private const int AtOnce = 50;
    private const int TokenDigits = 48;

    /// <summary>A hub that has heard us verifies within this, or is asked again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Subscribes and renews what is due, one after the other; says how many hubs were asked.</summary>
    public async Task<int> RenewDueAsync(CancellationToken cancellation)
    {
        if (options.PublicUrl is null)
            return 0;
        var asked = 0;
        foreach (var due in store.Due(time.GetUtcNow(), AtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            var wanted = due with { Token = due.Token.Length > 0 ? due.Token : Chance(), Secret = due.Secret.Length > 0 ? due.Secret : Chance() };
            await AskAsync(wanted, cancellation).ConfigureAwait(false);
            asked++;
        }
        return asked;
    }

    private async Task AskAsync(Subscription wanted, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        store.Ask(wanted, now + Patience, now);
        if (Refusal(wanted) is { } refusal)
        {
            store.Fail(wanted.Token, refusal, now + LongestWait);
            return;
        }
        var body = new StringBuilder();
        foreach (var (name, value) in new[]
        {
            ("hub.mode", "subscribe"), ("hub.topic", wanted.Topic), ("hub.callback", $"{options.PublicUrl!.TrimEnd('/')}/websub/{wanted.Token}"), ("hub.secret", wanted.Secret),
            ("hub.lease_seconds", ((long)options.Lease.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
        })
        {
            body.Append(body.Length > 0 ? "&" : "").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
        var call = new HttpCall(new Uri(wanted.Hub), Encoding.ASCII.GetBytes(body.ToString()), "application/x-www-form-urlencoded") { Timeout = fetching.Timeout };
        using var span = Spans.Any("subscribe", ActivityKind.Producer);
        span?.SetTag("aggregator.feed.id", wanted.FeedId).SetTag("aggregator.hub.url", Redactor.Url(wanted.Hub));
        var outcome = await caller.PostAsync(call, cancellation).ConfigureAwait(false);
        CallSpan.End(span, outcome);
        if (outcome is CallOutcome.Answered { IsSuccess: true })
            return;
        var reason = outcome is CallOutcome.Failed failed ? failed.Reason : $"The hub answered {((CallOutcome.Answered)outcome).Status}.";
        var wait = TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, Patience.Ticks << Math.Min(wanted.Failures, 10)));
        store.Fail(wanted.Token, reason, time.GetUtcNow() + wait);
        var (hub, feed) = (Redactor.Url(wanted.Hub), Redactor.Url(wanted.FeedUrl));
        LogRefused(hub, feed, reason);
    }

    /// <summary>A feed that comes over TLS does not come by way of a hub that anyone in between may speak for.</summary>
    private static string? Refusal(Subscription wanted) => !Uri.TryCreate(wanted.Hub, UriKind.Absolute, out var hub) || hub.Scheme is not ("http" or "https")
        ? "The hub's URL is none."
        : hub.Scheme == "http" && wanted.FeedUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? "The feed comes over https and its hub does not."
        : null;

    /// <summary>From the system's source, not a seeded one: nobody may guess it.</summary>
    private static string Chance() => RandomNumberGenerator.GetHexString(TokenDigits, lowercase: true);

    [LoggerMessage(Level = LogLevel.Information, Message = "The hub {Hub} was not subscribed for {Feed} ({Reason}); it is polled as ever")]
    private partial void LogRefused(string hub, string feed, string reason);
}
