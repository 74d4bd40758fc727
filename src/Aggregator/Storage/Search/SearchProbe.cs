namespace Aggregator.Storage.Search;

/// <summary>How a statement asks the index of words: its parts.</summary>
/// <param name="From">What stands in FROM.</param>
/// <param name="Heads">What is joined for titles and dates of articles.</param>
/// <param name="Id">The article's number.</param>
/// <param name="Condition">Holds for what is found; refers to the parameter <c>match</c>.</param>
/// <param name="Match">Value of that parameter: in the language of the index, no text of a person's being an operator.</param>
/// <param name="Newest">The order in which the index has the articles that were stored last at the beginning.</param>
/// <param name="Older">Holds for articles stored before the one whose number is the parameter <c>id</c>.</param>
internal sealed record SearchProbe(string From, string Heads, string Id, string Condition, string Match, string Newest, string Older);
