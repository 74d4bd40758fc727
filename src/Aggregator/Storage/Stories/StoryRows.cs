using System.Data.Common;
using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Stories;

/// <summary>
/// Finds the stories of all articles that one transaction has created, in the same transaction: whoever sees an article sees its story. A few statements a
/// transaction, however many articles, and none when there is nothing new.
/// </summary>
internal sealed class StoryRows(Database database, DbConnection connection, DbTransaction transaction, ChangeRows changes)
{
    /// <summary>Above all numbers of articles.</summary>
    private const long FirstOfBatch = 1L << 62;

    public void Write(IReadOnlyList<WrittenArticle> created)
    {
        if (created.Count == 0)
            return;
        var articles = created.OrderBy(a => a.Id).Select(Read).ToList();
        database.LockStories(connection, transaction);
        using var bands = database.Bands.Open(connection, transaction);
        var lookup = new StoryLookup(connection, transaction, bands, articles);
        var candidates = articles.ConvertAll(lookup.Index.Candidates);
        lookup.Load(candidates);
        var comparisons = articles.Zip(candidates, (article, c) => StoryDecider.Compare(article, c, lookup.Index, lookup.Memory)).ToList();
        lookup.LoadNeighbours(articles.Zip(comparisons));

        using var writer = new StoryWriter(database, connection, transaction, changes);
        for (var i = 0; i < articles.Count; i++)
        {
            if (comparisons[i].Count > 0 && StoryDecider.Decide(articles[i], comparisons[i], lookup.Memory) is { } decision)
                writer.Write(decision, articles[i]);
        }
        bands.Add(articles);
    }

    private static StoryArticle Read(WrittenArticle created, int place) => new()
    {
        Id = created.Id,
        Order = FirstOfBatch + place,
        Feed = created.Feed,
        PublishedAt = created.PublishedAt,
        SeenAt = created.SeenAt,
        Text = StoryText.Of(created.Title, () => created.Text),
    };
}
