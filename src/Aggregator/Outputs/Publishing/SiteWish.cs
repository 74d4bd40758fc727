namespace Aggregator.Outputs.Publishing;

/// <summary>What a site is to be.</summary>
/// <param name="Title">Of the site.</param>
/// <param name="Home">Where it will be served, with a slash at the end; null when nobody knows.</param>
/// <param name="Limit">Articles a page and feed.</param>
internal sealed record SiteWish(string Title, Uri? Home, int Limit);
