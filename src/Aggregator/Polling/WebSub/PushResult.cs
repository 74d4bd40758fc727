namespace Aggregator.Polling.WebSub;

/// <summary>What became of a push.</summary>
internal enum PushResult
{
    /// <summary>What it brought is on the disk.</summary>
    Stored,

    /// <summary>It could not be taken in here; the feed is polled soon, which finds the same.</summary>
    PolledSoon,

    /// <summary>The feed is being polled at this moment, perhaps from before the news: the hub shall come again.</summary>
    Busy,
}
