namespace Aggregator.Storage.Search;

/// <summary>One word or phrase of a query.</summary>
/// <param name="Text">At least one letter or digit.</param>
/// <param name="Field">The column it has to stand in, or null for any.</param>
/// <param name="IsPrefix">Words that begin so are meant, too.</param>
/// <param name="IsExcluded">Articles with it are not wanted.</param>
internal sealed record SearchTerm(string Text, string? Field, bool IsPrefix, bool IsExcluded);
