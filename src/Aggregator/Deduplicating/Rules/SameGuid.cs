namespace Aggregator.Deduplicating.Rules;

/// <summary>The publisher's own word. Worth nothing where the document gives the same guid to several entries.</summary>
internal sealed class SameGuid : IDuplicateRule
{
    public KnownArticle? Recognise(Sighting sighting, DocumentKeys document, KnownArticles known) =>
        sighting.GuidRepeated ? null : known.Here(KeyKind.Guid, sighting.Guid);
}
