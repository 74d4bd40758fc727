namespace Aggregator.Storage.Access;

/// <summary>A key as it is kept: not the key, but what it is recognised by.</summary>
internal sealed record ApiKey
{
    public string Name { get; init; } = "";
    public KeyScope Scope { get; init; }

    /// <summary>SHA-256. Keys are 256 random bits: nothing is gained by a slow hash, as it is for passwords that people think of.</summary>
    public byte[] Hash { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }
}
