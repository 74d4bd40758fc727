namespace Aggregator.Benchmarks.Origins;

/// <summary>What the origin saw in one round. <see cref="Bytes"/> are of bodies, as sent.</summary>
internal sealed record OriginCounts(long Requests, long NotModified, long Failed, long Bytes);
