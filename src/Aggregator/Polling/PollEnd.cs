using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>How a submitted poll ended.</summary>
internal abstract record PollEnd
{
    private PollEnd()
    {
    }

    /// <summary>It was made and handed to storage.</summary>
    public sealed record Made(StoredPoll Stored) : PollEnd;

    /// <summary>Its host is to be left alone; the feed stays due and nothing counts as an error.</summary>
    public sealed record HeldBack(DateTimeOffset Until, string Why) : PollEnd;

    /// <summary>The daemon stopped, or the feed left the lists, before it was made.</summary>
    public sealed record Abandoned : PollEnd;
}
