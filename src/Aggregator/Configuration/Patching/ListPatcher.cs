using System.Collections.Immutable;
using System.Globalization;
using Aggregator.Configuration.Exchange;
using Aggregator.Configuration.Lists;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Patching;

/// <summary>
/// Turns what was learned into edits of the lists: the new URL in place of the old one, <c>enabled: false</c> for what is gone. Edits the text, not the
/// tree, so that comments and layout stay; an edit that does not read back as what was meant is left to the operator.
/// </summary>
internal static class ListPatcher
{
    public static (ImmutableArray<Proposal> Proposals, ImmutableArray<ListPatch> Patches) Propose(Catalog catalog, IEnumerable<LearnedFact> facts)
    {
        var proposals = ImmutableArray.CreateBuilder<Proposal>();
        var patches = new SortedDictionary<string, ListPatch>(StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            if (catalog.Find(fact.Url) is not { } feed || Text(fact, feed) is not { } text)
                continue;
            var byHand = ByHand(catalog, fact, feed) ?? Edit(patches, fact, feed);
            proposals.Add(new Proposal(feed.Location, text, byHand));
        }

        return ([.. proposals.OrderBy(p => p.Place.File, StringComparer.Ordinal).ThenBy(p => p.Place.Line)], [.. patches.Values]);
    }

    /// <summary>Null when the list says so already.</summary>
    private static string? Text(LearnedFact fact, FeedDefinition feed) =>
        fact.GoneAt is { } gone && feed.Enabled ? string.Create(CultureInfo.InvariantCulture, $"{Redactor.Url(feed.Url)} is gone for good since {gone.UtcDateTime:yyyy-MM-dd} (410): enabled: false")
        : fact.GoneAt is null && fact.MovedTo is { } to && to != feed.Url ? $"{Redactor.Url(feed.Url)} redirects for good: url: {Redactor.Url(to)}"
        : null;

    private static string? ByHand(Catalog catalog, LearnedFact fact, FeedDefinition feed)
    {
        if (feed.Location.File.Contains("://", StringComparison.Ordinal))
            return "the list is included from elsewhere";
        if (Path.GetExtension(feed.Location.File).ToLowerInvariant() is not (".yaml" or ".yml"))
            return "only lists in YAML are edited";
        if (fact.GoneAt is not null)
            return null;
        if (feed.RequestUrl is not null)
            return "the URL refers to secrets";
        if (FeedUrl.Check(fact.MovedTo!) is { } fault)
            return fault;
        var canonical = FeedUrl.Canonical(fact.MovedTo!);
        return catalog.Feeds.FirstOrDefault(other => FeedUrl.Canonical(other.Url) == canonical) is { } listed
            ? $"that URL is listed already, at {listed.Location}; say replaces: {Redactor.Url(feed.Url)} there, and remove this one"
            : null;
    }

    /// <summary>Null when it was edited, else why not.</summary>
    private static string? Edit(SortedDictionary<string, ListPatch> patches, LearnedFact fact, FeedDefinition feed)
    {
        const string Unsure = "the place cannot be edited for sure";
        var file = feed.Location.File;
        try
        {
            if (!patches.TryGetValue(file, out var patch))
                patch = new ListPatch(file, Split(File.ReadAllText(file)), ImmutableSortedDictionary<int, ImmutableArray<string>>.Empty);
            var errors = new ErrorCollector();
            if (YamlTreeReader.Read(file, new StringReader(string.Concat(patch.Lines)), errors) is not { } tree || YamlFeedFinder.Find(tree, feed.Url) is not { } found)
                return Unsure;
            var number = found.Url.Location.Line - 1;
            if (patch.Edits.ContainsKey(number) || Rewrite(patch.Lines[number], found.Url, found.Feed, fact) is not { } lines)
                return Unsure;
            var edited = patch with { Edits = patch.Edits.Add(number, lines) };
            if (!ReadsBack(edited, fact))
                return Unsure;
            patches[file] = edited;
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"the list cannot be read: {e.Message}";
        }
    }

    private static ImmutableArray<string>? Rewrite(string line, PlacedScalar url, PlacedMapping? feed, LearnedFact fact)
    {
        var start = url.Location.Column - 1;
        if (start >= line.Length)
            return null;
        if (!line.EndsWith('\n'))
            line += "\n";
        var quote = line[start] is '"' or '\'' ? line[start].ToString() : "";
        var written = quote + url.Text + quote;
        if (string.CompareOrdinal(line, start, written, 0, written.Length) != 0)
            return null;
        var (before, after) = (line[..start], line[(start + written.Length)..]);
        if (fact.GoneAt is null)
            return [before + YamlListWriter.InFlow(fact.MovedTo!) + after];
        if (feed is null)
            return before.Trim() is "-" ? [$"{before}url: {written}{after}", Disabled(new string(' ', before.Length), line)] : null;
        if (feed.Find("enabled") is not null)
            return null;
        // Within braces the key goes behind the URL, else onto a line of its own below it, where the other keys stand.
        var key = feed.Members.First(member => member.Key == "url").Location;
        return IsFlow(line, feed) ? [$"{before}{written}, enabled: false{after}"]
            : key.Line == url.Location.Line ? [line, Disabled(new string(' ', key.Column - 1), line)]
            : null;
    }

    private static string Disabled(string indent, string like) => $"{indent}enabled: false{(like.EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n")}";

    private static bool IsFlow(string line, PlacedMapping feed) =>
        feed.Members[0].Location.Line == feed.Location.Line && feed.Location.Column - 1 < line.Length && line[feed.Location.Column - 1] == '{';

    private static bool ReadsBack(ListPatch patch, LearnedFact fact)
    {
        var errors = new ErrorCollector();
        var tree = YamlTreeReader.Read(patch.File, new StringReader(patch.After()), errors);
        if (tree is null || errors.Count > 0 || YamlFeedFinder.Find(tree, fact.GoneAt is null ? fact.MovedTo! : fact.Url) is not { } found)
            return false;
        return fact.GoneAt is null || found.Feed?.Find("enabled") is PlacedScalar { Text: "false" };
    }

    private static ImmutableArray<string> Split(string text)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) + 1;
            if (end == 0)
                end = text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines.DrainToImmutable();
    }
}
