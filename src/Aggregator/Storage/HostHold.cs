namespace Aggregator.Storage;

/// <summary>A host that is not to be contacted before an instant.</summary>
/// <param name="Host">Host and port.</param>
/// <param name="NotBefore">The instant.</param>
/// <param name="Held">It is left alone on purpose (it asked for it, or it is in trouble); false is only the pacing between two polls.</param>
/// <param name="Why">In words.</param>
internal sealed record HostHold(string Host, DateTimeOffset NotBefore, bool Held, string Why);
