namespace Aggregator.Storage.Search;

/// <summary>What of an article can be found.</summary>
internal sealed record SearchDocument(long Id, string Title, string Body, string Author, string Feed, string Marks);
