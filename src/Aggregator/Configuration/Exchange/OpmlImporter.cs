using System.Collections.Immutable;
using Aggregator.Configuration.Lists;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Exchange;

/// <summary>
/// Reads OPML of any producer for taking it over. Other than a list of our own, a bad row does not spoil the rest: it is left out and told.
/// What is broken or too large as a whole is refused as a whole.
/// </summary>
internal sealed class OpmlImporter
{
    private const int MaxTextLength = 500;

    private readonly Dictionary<string, SourceLocation> _taken;
    private readonly ImmutableArray<ImportedRow>.Builder _rows = ImmutableArray.CreateBuilder<ImportedRow>();

    private OpmlImporter(Catalog listed) => _taken = listed.Feeds.ToDictionary(feed => FeedUrl.Canonical(feed.Url), feed => feed.Location);

    /// <param name="name">Of the source, for messages.</param>
    /// <param name="opml">The document.</param>
    /// <param name="listed">Feeds that are listed already are left out.</param>
    public static ImportOutcome Import(string name, byte[] opml, Catalog listed)
    {
        var errors = new ErrorCollector();
        using var stream = new MemoryStream(OpmlRepairer.Repair(opml));
        if (OpmlReader.Read(name, stream, errors) is not PlacedMapping tree)
            return new ImportOutcome.Refused(errors.Sorted());
        var importer = new OpmlImporter(listed);
        var root = new ImportedGroup(null);
        importer.Add(tree, root);
        // Rows that the reader itself could make nothing of.
        importer._rows.AddRange(errors.Sorted().Select(error => new ImportedRow(error.Location, "", null, error.Message)));
        return new ImportOutcome.Read([.. importer._rows.OrderBy(row => row.Location.Line).ThenBy(row => row.Location.Column)], root);
    }

    private void Add(PlacedMapping level, ImportedGroup group)
    {
        foreach (var feed in Items(level, "feeds"))
            AddFeed(feed, group);
        foreach (var inner in Items(level, "groups"))
        {
            var name = inner.Find("name") is PlacedScalar { Text: { } text } ? Cleaned(text) : null;
            // A folder whose name is nothing but junk is no folder.
            var target = name is null ? group : new ImportedGroup(name);
            Add(inner, target);
            if (target != group && !target.IsEmpty)
                group.Groups.Add(target);
        }
    }

    private void AddFeed(PlacedMapping feed, ImportedGroup group)
    {
        var written = ((PlacedScalar)feed.Find("url")!).Text ?? "";
        var title = feed.Find("title") is PlacedScalar { Text: { } text } ? Cleaned(text) : null;
        var url = FeedUrl.Clean(WithoutFeedScheme(written.Trim()));
        var refusal = FeedUrl.Check(url);
        if (refusal is null && !_taken.TryAdd(FeedUrl.Canonical(url), feed.Location))
            refusal = $"is there already, at {_taken[FeedUrl.Canonical(url)]}";
        _rows.Add(new ImportedRow(feed.Location, Excerpt.Of(Redactor.Url(url)), title, refusal));
        if (refusal is not null)
            return;
        var tags = feed.Find("tags") is PlacedSequence list ? list.Items.OfType<PlacedScalar>().Select(tag => Cleaned(tag.Text ?? "")).OfType<string>().Distinct() : [];
        group.Feeds.Add(new ImportedFeed(url, title, [.. tags]));
    }

    /// <summary>The pseudo-scheme of subscribe links: <c>feed://host/…</c> and <c>feed:https://host/…</c>.</summary>
    private static string WithoutFeedScheme(string url) =>
        url.StartsWith("feed://", StringComparison.OrdinalIgnoreCase) ? $"http://{url[7..]}"
        : url.StartsWith("feed:http", StringComparison.OrdinalIgnoreCase) ? url[5..]
        : url;

    /// <summary>One line, not too long; null when nothing is left.</summary>
    private static string? Cleaned(string text)
    {
        var words = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var line = string.Join(' ', words);
        if (line.Length > MaxTextLength)
            line = line[..(char.IsHighSurrogate(line[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)].TrimEnd();
        return line.Length == 0 ? null : line;
    }

    private static IEnumerable<PlacedMapping> Items(PlacedMapping level, string key) =>
        level.Find(key) is PlacedSequence list ? list.Items.OfType<PlacedMapping>() : [];
}
