namespace Aggregator.Commands.Demo;

/// <summary>A body and its media type.</summary>
internal sealed record DemoDocument(string ContentType, byte[] Body);
