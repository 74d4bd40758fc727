using System.Data.Common;
using System.Text.Json;
using Aggregator.Deduplicating;
using Aggregator.Deduplicating.Rules;
using Dapper;

namespace Aggregator.Storage.Repairs;

/// <summary>Writes down on what evidence an article was taken for one that had another guid.</summary>
internal sealed class RepairRows(DbConnection connection, DbTransaction transaction)
{
    public void Record(long feed, IEnumerable<Decision> decisions, DateTimeOffset now)
    {
        // A feed that changes its guids with every poll has one row an article, not one a poll.
        foreach (var renaming in decisions.Select(Renaming.Of).OfType<Renaming>())
        {
            var article = renaming.Decision is Decision.Revised revised ? revised.Article : ((Decision.Resighted)renaming.Decision).Article;
            connection.Execute(
                """
                INSERT INTO repairs (kind, article_id, feed_id, at, evidence) VALUES ('renamed', @Id, @feed, @now, @evidence)
                ON CONFLICT (kind, article_id, feed_id, other_id) DO UPDATE SET at = excluded.at, evidence = excluded.evidence, times = repairs.times + 1
                """,
                new { article.Id, feed, now, evidence = Evidence(renaming, article) },
                transaction);
        }
    }

    private static string Evidence(Renaming renaming, KnownArticle article) => JsonSerializer.Serialize(
        new RepairEvidence(renaming.Rule, renaming.Decision.Sighting.Draft.Guid, article.Guid?.ToString(), article.Title, [.. renaming.Agreed]),
        StorageJson.Columns.RepairEvidence);
}
