namespace Aggregator.Deduplicating.Rules;

/// <summary>One way in which an entry can turn out to be an article that is known.</summary>
internal interface IDuplicateRule
{
    /// <summary>The article that this entry is, or null when the rule cannot tell.</summary>
    KnownArticle? Recognise(Sighting sighting, DocumentKeys document, KnownArticles known);
}
