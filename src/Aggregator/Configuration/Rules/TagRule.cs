namespace Aggregator.Configuration.Rules;

/// <summary>Gives articles a tag when a condition holds.</summary>
internal sealed record TagRule(string Tag, EntryRule Rule);
