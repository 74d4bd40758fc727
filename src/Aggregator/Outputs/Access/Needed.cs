using Aggregator.Storage.Access;

namespace Aggregator.Outputs.Access;

/// <summary>Stands on an endpoint.</summary>
/// <param name="Scope">What a caller needs; null when nothing: the endpoint is for everybody, or admits callers itself.</param>
internal sealed record Needed(KeyScope? Scope);
