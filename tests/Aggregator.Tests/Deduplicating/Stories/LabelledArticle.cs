namespace Aggregator.Tests.Deduplicating.Stories;

/// <summary>An article of the labelled set. Two with one label were made from one text; no two others were.</summary>
internal sealed record LabelledArticle(string Label, long Feed, string Title, string Body, string Kind);
