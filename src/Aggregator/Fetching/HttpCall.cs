namespace Aggregator.Fetching;

/// <summary>One call to somebody who is no publisher: a receiver of webhooks, a hub.</summary>
internal sealed record HttpCall(Uri Url, ReadOnlyMemory<byte> Body, string ContentType)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Upper bound for all of it.</summary>
    public required TimeSpan Timeout { get; init; }
}
