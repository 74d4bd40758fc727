namespace Aggregator.Benchmarks.Origins;

/// <summary>What the origin saw in one round. <see cref="Bytes"/> are of bodies, as sent; <see cref="FirstAt"/> is Unix milliseconds, 0 before the first request.</summary>
internal sealed record OriginCounts(long Requests, long NotModified, long Failed, long Bytes, long FirstAt);
