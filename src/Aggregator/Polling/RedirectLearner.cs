using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>Learns from redirects where a feed has moved to. Slow to believe and quick to forget: a wrong memory would cut a feed off.</summary>
internal static class RedirectLearner
{
    /// <summary>How long a permanent redirect must lead to the same place without exception.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    /// <summary>Failures in a row at the remembered URL after which the list's is asked again.</summary>
    private const int Forgetting = 2;

    /// <summary>After a visit that brought a feed, or the word that it is unchanged.</summary>
    public static RedirectMemory AfterSuccess(DueFeed feed, FeedDefinition definition, IReadOnlyList<RedirectHop> hops, DateTimeOffset now)
    {
        var memory = feed.State.Redirects;
        // The target would carry along what the URL's references stand for, into the database and onto the screen.
        if (definition.RequestUrl is not null)
            return RedirectMemory.None;
        if (hops.Count == 0 || !hops.All(hop => hop.IsPermanent))
            return memory.Used ? memory with { MovingTo = null, MovingSince = null } : RedirectMemory.None;

        var (from, target) = (new Uri(feed.PolledUrl), hops[^1].Target);
        if (from.Scheme == "https" && target.Scheme == "http")
            return memory with { MovingTo = null, MovingSince = null };
        // As the server wrote it: some sign or route by the exact bytes.
        var url = target.OriginalString;
        if (target.AbsoluteUri == new Uri(feed.Url).AbsoluteUri)
            return RedirectMemory.None; // It has moved back.
        var since = memory.MovingTo == url && memory.MovingSince is { } before ? before : now;
        if (memory.MovedTo != url && !IsUpgrade(from, target) && now - since < Patience)
            return memory with { MovingTo = url, MovingSince = since };
        return new RedirectMemory(url, MayUse(definition, target), null, null);
    }

    /// <summary>After a failure: whoever is asked too often in vain is not where the feed has moved to.</summary>
    public static RedirectMemory AfterFailure(RedirectMemory memory, int failures, FailureClass failure, int? status) =>
        memory.Used && failures >= Forgetting && BackOffRule.For(failure, status) != BackOffRule.For(FailureClass.TooManyRequests)
            ? RedirectMemory.None
            : memory;

    /// <summary>Nothing but the scheme changes, and for the better: no reason to ask in the open for a week.</summary>
    private static bool IsUpgrade(Uri from, Uri target) => (from.Scheme, target.Scheme) == ("http", "https")
        && from.IsDefaultPort && target.IsDefaultPort
        && string.Equals(from.IdnHost, target.IdnHost, StringComparison.OrdinalIgnoreCase) && from.PathAndQuery == target.PathAndQuery;

    /// <summary>Secrets and exceptions stay at the origin that the operator wrote them for; the move is proposed, he has to make it.</summary>
    private static bool MayUse(FeedDefinition definition, Uri target)
    {
        var home = new Uri(definition.Url);
        return !definition.IsBoundToOrigin || RequestUrl.SameOrigin(home, target) || IsUpgrade(home, target);
    }
}
