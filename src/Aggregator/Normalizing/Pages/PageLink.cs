namespace Aggregator.Normalizing.Pages;

/// <summary>A link of a page that may lead to a feed.</summary>
/// <param name="Url">Absolute, http or https.</param>
/// <param name="Title">As the page calls it, or null.</param>
/// <param name="IsDeclared">A <c>link</c> element says that it is a feed; otherwise an anchor only looks like one.</param>
internal sealed record PageLink(Uri Url, string? Title, bool IsDeclared);
