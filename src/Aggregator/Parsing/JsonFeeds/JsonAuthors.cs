using System.Collections.Immutable;
using System.Text.Json;
using Aggregator.Parsing.Fields;

namespace Aggregator.Parsing.JsonFeeds;

/// <summary><c>authors</c> (1.1), else <c>author</c> (1.0).</summary>
internal static class JsonAuthors
{
    public static ImmutableArray<ParsedPerson> Read(JsonElement parent, Uri? url)
    {
        var found = ImmutableArray.CreateBuilder<ParsedPerson>();
        foreach (var author in JsonStrings.List(parent, "authors").Take(ParsingLimits.ListMembers))
            Add(author);
        if (found.Count == 0 && parent.TryGetProperty("authors", out var mistaken) && mistaken.ValueKind == JsonValueKind.Object)
            Add(mistaken);
        if (found.Count == 0 && parent.TryGetProperty("author", out var single))
            Add(single);
        return found.DrainToImmutable();

        void Add(JsonElement author)
        {
            var name = author.ValueKind == JsonValueKind.String ? JsonStrings.Text(author) : JsonStrings.Text(author, "name");
            var link = JsonStrings.Text(author, "url");
            var email = JsonStrings.Text(author, "email");
            var person = new ParsedPerson(JsonFeedReader.Plain(name), email, UrlResolver.Resolve(link, url));
            if (person is not { Name: null, Email: null, Url: null })
                found.Add(person);
        }
    }
}
