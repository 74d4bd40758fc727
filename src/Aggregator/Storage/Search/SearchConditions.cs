namespace Aggregator.Storage.Search;

/// <summary>What the index of words is asked for; all of it must hold.</summary>
/// <param name="Terms">Wanted and excluded ones.</param>
/// <param name="Marks">Of each an article must have one (<see cref="SearchMarks"/>).</param>
internal sealed record SearchConditions(IReadOnlyList<SearchTerm> Terms, IReadOnlyList<IReadOnlyList<string>> Marks)
{
    public IEnumerable<SearchTerm> Wanted => Terms.Where(t => !t.IsExcluded);

    public IEnumerable<SearchTerm> Excluded => Terms.Where(t => t.IsExcluded);

    /// <summary>The same with every wanted word in the title; null when none is wanted, or one elsewhere.</summary>
    public SearchConditions? InTitles() => Wanted.Any() && Wanted.All(t => t.Field is null or "title")
        ? this with { Terms = [.. Terms.Select(t => t.IsExcluded ? t : t with { Field = "title" })] }
        : null;
}
