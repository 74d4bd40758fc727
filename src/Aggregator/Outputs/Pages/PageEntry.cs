using Microsoft.AspNetCore.Routing;

namespace Aggregator.Outputs.Pages;

/// <summary>One entry of the navigation.</summary>
/// <param name="Path">Where its page is.</param>
/// <param name="Title">One word.</param>
/// <param name="Map">Maps the page and those below it, in a class of its own: a component is not loaded before somebody asks for it. Null while the place is kept for one: it is not shown then.</param>
internal sealed record PageEntry(string Path, string Title, Action<IEndpointRouteBuilder>? Map = null);
