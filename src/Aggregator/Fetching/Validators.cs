namespace Aggregator.Fetching;

/// <summary>
/// What a server gave us to ask "changed since?" with (RFC 9110 §8.8). Opaque: echoed byte for byte, never parsed, never invented.
/// </summary>
internal sealed record Validators(string? ETag, string? LastModified)
{
    public static readonly Validators None = new(null, null);

    public bool Any => ETag is not null || LastModified is not null;
}
