using System.Globalization;
using System.Text.Json;
using Dapper;

namespace Aggregator.Storage.Repairs;

/// <summary>What people do when an article was taken for a piece of a story that it does not tell. It stands alone from then on: no later article brings it back into one.</summary>
internal sealed class StorySeparator(Database database)
{
    /// <summary>Its kind in <c>repairs</c>, which look-ups leave such articles out by.</summary>
    public const string Kind = "separated";

    public RepairOutcome Separate(long article, DateTimeOffset now)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        database.LockStories(connection, transaction);
        var place = connection.QuerySingleOrDefault<Place>(
            """
            SELECT m.story_id AS story, m.reason, m.score, m.match_id AS match, a.feed_id AS feed, a.revision FROM story_members m JOIN articles a ON a.id = m.article_id WHERE m.article_id = @article
            """,
            new { article },
            transaction);
        if (place is not { } found)
            return new RepairOutcome.Refused(string.Create(CultureInfo.InvariantCulture, $"article {article} is in no story; 'aggregator stories' lists those that are."));

        foreach (var statement in Statements)
            connection.Execute(statement, new { article, found.Story, now }, transaction);
        var evidence = new RepairEvidence(found.Reason, null, null, null, found.Match is { } match ? [string.Create(CultureInfo.InvariantCulture, $"article {match}, {found.Score:0.###}")] : []);
        RepairStore.Record(connection, transaction, Kind, article, 0, found.Story, JsonSerializer.Serialize(evidence, StorageJson.Columns.RepairEvidence), now);
        var changes = new ChangeRows(database, connection, transaction, new Counters(database, connection, transaction));
        changes.Add("updated", article, found.Feed, found.Revision, now, string.Create(CultureInfo.InvariantCulture, $"{{\"separatedFrom\":{found.Story}}}"));
        changes.Write();
        transaction.Commit();
        return new RepairOutcome.Repaired(article);
    }

    /// <summary>One article alone tells no story: with the last but one the story ends.</summary>
    private static readonly string[] Statements =
    [
        "DELETE FROM story_members WHERE article_id = @article",
        "DELETE FROM story_members WHERE story_id = @Story AND (SELECT COUNT(*) FROM story_members m WHERE m.story_id = @Story) = 1",
        """
        UPDATE stories SET changed_at = @now, members = (SELECT COUNT(*) FROM story_members m WHERE m.story_id = @Story), representative_id = COALESCE(
          (SELECT a.id FROM story_members m JOIN articles a ON a.id = m.article_id WHERE m.story_id = @Story ORDER BY a.published_at, a.id LIMIT 1), representative_id)
        WHERE id = @Story
        """,
        "DELETE FROM stories WHERE id = @Story AND members = 0",
    ];

    internal sealed record Place(long Story, string Reason, double Score, long? Match, long Feed, long Revision);
}
