namespace Aggregator.Outputs.Rest;

/// <summary>What went wrong (RFC 9457), for the OpenAPI document; written by <see cref="Problem"/>.</summary>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">One sentence: what is wrong, and the remedy.</param>
internal sealed record ProblemBody(string Title, int Status, string Detail)
{
    /// <summary>The parameter that is wrong.</summary>
    public string Parameter { get; init; } = "";
}
