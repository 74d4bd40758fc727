using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Aggregator.Storage.Search;

/// <summary>
/// Reads what people type. There is no wrong query: what is not understood is taken as words. <c>"a phrase"</c>, <c>begin*</c>, <c>-without</c>,
/// <c>title:</c>, <c>author:</c>, <c>feed:</c>, <c>tag:</c>, <c>before:</c>, <c>after:</c>; all of it must hold.
/// </summary>
internal static class SearchQueryReader
{
    private const int MostCharacters = 4_000;
    private const int MostTerms = 32;

    public static SearchQuery Read(string text)
    {
        var terms = ImmutableArray.CreateBuilder<SearchTerm>();
        var feeds = ImmutableArray.CreateBuilder<string>();
        var tags = ImmutableArray.CreateBuilder<string>();
        var query = new SearchQuery();
        var rest = text.AsSpan(0, Math.Min(text.Length, MostCharacters));
        while (Next(ref rest) is { } part)
        {
            if (part.Field == "feed" && !part.IsExcluded)
                feeds.Add(part.Text);
            else if (part.Field == "tag" && !part.IsExcluded)
                tags.Add(part.Text);
            else if (part.Field == "before" && Date(part.Text) is { } before)
                query = query with { Before = before };
            else if (part.Field == "after" && Date(part.Text) is { } after)
                query = query with { After = after };
            else if (part.Text.EnumerateRunes().Any(Rune.IsLetterOrDigit) && terms.Count < MostTerms)
                terms.Add(part with { Field = part.Field is "before" or "after" or "tag" ? null : part.Field });
        }
        return query with { Terms = terms.ToImmutable(), Feeds = feeds.ToImmutable(), Tags = tags.ToImmutable() };
    }

    private static SearchTerm? Next(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        if (rest.IsEmpty)
            return null;
        var isExcluded = rest[0] == '-' && rest.Length > 1 && !char.IsWhiteSpace(rest[1]);
        if (isExcluded)
            rest = rest[1..];
        var field = Field(ref rest);
        string text;
        if (!rest.IsEmpty && rest[0] == '"')
        {
            var end = rest[1..].IndexOf('"');
            text = (end < 0 ? rest[1..] : rest.Slice(1, end)).ToString();
            rest = end < 0 ? [] : rest[(end + 2)..];
        }
        else
        {
            var end = 0;
            while (end < rest.Length && !char.IsWhiteSpace(rest[end]) && rest[end] != '"')
                end++;
            text = rest[..end].ToString();
            rest = rest[end..];
        }
        var isPrefix = !rest.IsEmpty && rest[0] == '*';
        if (isPrefix)
            rest = rest[1..];
        return new SearchTerm(text.TrimEnd('*'), field, isPrefix || text.EndsWith('*'), isExcluded);
    }

    private static string? Field(ref ReadOnlySpan<char> rest)
    {
        foreach (var name in (ReadOnlySpan<string>)["title", "author", "feed", "tag", "before", "after"])
        {
            if (rest.Length > name.Length + 1 && rest[name.Length] == ':' && rest.StartsWith(name, StringComparison.OrdinalIgnoreCase) && !char.IsWhiteSpace(rest[name.Length + 1]))
            {
                rest = rest[(name.Length + 1)..];
                return name;
            }
        }
        return null;
    }

    private static DateTimeOffset? Date(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM", "yyyy", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;
}
