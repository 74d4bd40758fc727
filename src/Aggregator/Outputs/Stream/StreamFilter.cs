namespace Aggregator.Outputs.Stream;

/// <summary>Which changes a listener wants; null does not restrict. What is gone has no language and no tags.</summary>
internal sealed record StreamFilter(long? Feed, string? Tag, string? Language, IReadOnlyCollection<string>? Kinds)
{
    public bool Wants(StreamEvent one) =>
        (Feed is not { } feed || one.Feed == feed)
        && (Kinds is null || Kinds.Contains(one.Kind))
        && (Tag is null || one.Tags.Contains(Tag))
        && (Language is null || (one.Language is { } language
            && (language.Equals(Language, StringComparison.OrdinalIgnoreCase) || language.StartsWith(Language + "-", StringComparison.OrdinalIgnoreCase))));
}
