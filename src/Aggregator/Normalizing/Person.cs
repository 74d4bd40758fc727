namespace Aggregator.Normalizing;

/// <summary>An author: plain-text name, mail address, absolute URL; at least one of them is there.</summary>
internal sealed record Person(string? Name, string? Email, string? Url);
