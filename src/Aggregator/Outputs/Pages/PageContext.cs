using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Aggregator.Outputs.Pages;

/// <summary>What every component may know of the request: it is cascaded to all of them.</summary>
/// <param name="Path">Of the request.</param>
/// <param name="Query">As it was sent; nothing in it is trusted.</param>
/// <param name="Now">One instant for the whole page.</param>
/// <param name="MayWrite">Whether the caller may do something: forms are shown to nobody else.</param>
internal sealed record PageContext(string Path, IQueryCollection Query, DateTimeOffset Now, bool MayWrite)
{
    /// <summary>The entry of the navigation that the page belongs to; null for none.</summary>
    public PageEntry? Entry => PageTable.Entries.FirstOrDefault(entry => entry.Path == Path)
        ?? PageTable.Entries.FirstOrDefault(entry => entry.Path.Length > 1 && Path.StartsWith(entry.Path + "/", StringComparison.Ordinal));

    /// <summary>The same page with other parameters: null or empty takes one away, what is not named stays.</summary>
    public string With(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var query = new QueryBuilder();
        foreach (var (name, values) in Query)
        {
            if (!Names(changes, name) && values is [{ Length: > 0 } value, ..])
                query.Add(name, value);
        }
        foreach (var (name, value) in changes)
        {
            if (!string.IsNullOrEmpty(value))
                query.Add(name, value);
        }
        return Path + query.ToQueryString();
    }

    /// <summary>A parameter's value; null when it is missing or empty.</summary>
    public string? Text(string name) => Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    private static bool Names(ReadOnlySpan<(string Name, string? Value)> changes, string name)
    {
        foreach (var change in changes)
        {
            if (change.Name == name)
                return true;
        }
        return false;
    }
}
