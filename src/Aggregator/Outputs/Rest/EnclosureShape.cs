namespace Aggregator.Outputs.Rest;

/// <summary>A file that comes with an article.</summary>
internal sealed record EnclosureShape(string Url)
{
    public string Type { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Length { get; init; }
}
