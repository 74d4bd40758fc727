namespace Aggregator.Outputs.Pages;

/// <summary>What somebody looked for and is not there.</summary>
internal sealed record MissingThing(string What);
