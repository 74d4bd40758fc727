using Microsoft.AspNetCore.Http;

namespace Aggregator.EndToEnd.Origins;

/// <summary>One request as it arrived.</summary>
/// <param name="At">Time since the origin started.</param>
/// <param name="Host">Address and port that was contacted.</param>
/// <param name="Path">The path, query included.</param>
/// <param name="Headers">Request headers.</param>
/// <param name="Concurrency">Requests under way on this host, this one included.</param>
/// <param name="Status">The status that it will be answered with.</param>
internal sealed record OriginRequest(TimeSpan At, string Host, string Path, IHeaderDictionary Headers, int Concurrency, int Status);
