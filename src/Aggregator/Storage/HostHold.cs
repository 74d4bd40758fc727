namespace Aggregator.Storage;

/// <summary>A host that is not to be contacted before an instant.</summary>
/// <param name="Host">Host and port.</param>
/// <param name="NotBefore">The instant.</param>
/// <param name="Held">It is left alone on purpose (it asked for it, or it is in trouble); false is only the pacing between two polls.</param>
/// <param name="Why">In words.</param>
/// <param name="Failures">Failures in a row of the kind that concerns the whole host, whichever of its feeds met them.</param>
internal sealed record HostHold(string Host, DateTimeOffset NotBefore, bool Held, string Why, int Failures = 0);
