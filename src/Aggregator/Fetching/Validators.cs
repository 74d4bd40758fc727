namespace Aggregator.Fetching;

/// <summary>
/// What a server gave us to ask "changed since?" with (RFC 9110 §8.8). Opaque: echoed byte for byte, never parsed, never invented.
/// </summary>
/// <param name="ETag">The <c>ETag</c> header, its bytes read as Latin-1, quotes or not.</param>
/// <param name="LastModified">The <c>Last-Modified</c> header, readable as a date or not.</param>
/// <param name="Origin">
/// Scheme, host and port that gave them when it was another than the feed's (a redirect), else null. They are sent to this origin only, so it
/// must be kept with them: without it a redirected feed would be asked for unconditionally each time.
/// </param>
internal sealed record Validators(string? ETag, string? LastModified, string? Origin = null)
{
    public static readonly Validators None = new(null, null);

    public bool Any => ETag is not null || LastModified is not null;
}
