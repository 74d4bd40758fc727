using Dapper;

namespace Aggregator.Storage.Deliveries;

/// <summary>
/// Keeps where receivers stand. A cursor moves only after the receiver's answer, and only from where it was believed to be: whoever dies in between, on
/// either side, causes a call twice and never one too few.
/// </summary>
internal sealed class WebhookStore(Database database)
{
    private const string Columns =
        "name, cursor, batch_end, delivered_at, failures, failing_since, refused_since, next_try_at, status, reason, paused_at";

    private readonly ChangeReader _changes = new(database);

    /// <summary>Makes the row of a receiver that is new.</summary>
    public void Ensure(string name, bool fromBeginning)
    {
        var cursor = fromBeginning ? 0 : _changes.Last();
        using var connection = database.Open();
        connection.Execute("INSERT INTO webhooks (name, cursor) VALUES (@name, @cursor) ON CONFLICT DO NOTHING", new { name, cursor });
    }

    public WebhookRow? Find(string name)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<WebhookRow>($"SELECT {Columns} FROM webhooks WHERE name = @name", new { name });
    }

    public IReadOnlyList<WebhookRow> All()
    {
        using var connection = database.Open();
        return connection.Query<WebhookRow>($"SELECT {Columns} FROM webhooks ORDER BY name").AsList();
    }

    /// <summary>
    /// Whether this daemon is the one that delivers, until then; of several that share a database one does. A database of one daemon's own needs no such
    /// lease, and after a crash nothing is waited for.
    /// </summary>
    public bool Own(string name, string owner, DateTimeOffset now, DateTimeOffset until)
    {
        if (database.Leases is null)
            return true;
        using var connection = database.Open();
        return connection.Execute(
            "UPDATE webhooks SET owner = @owner, owned_until = @until WHERE name = @name AND (owner = @owner OR owned_until <= @now)",
            new { name, owner, now, until }) == 1;
    }

    /// <summary>Lets another daemon deliver at once.</summary>
    public void Disown(string owner)
    {
        using var connection = database.Open();
        connection.Execute("UPDATE webhooks SET owned_until = 0 WHERE owner = @owner", new { owner });
    }

    /// <summary>Before the first try: whatever comes, the batch ends here.</summary>
    public void Begin(string name, long cursor, long end)
    {
        using var connection = database.Open();
        connection.Execute("UPDATE webhooks SET batch_end = @end WHERE name = @name AND cursor = @cursor", new { name, cursor, end });
    }

    /// <summary>The changes after <paramref name="from"/> up to <paramref name="to"/> were taken, or none of them concerned the receiver.</summary>
    public void Advance(string name, long from, long to, DateTimeOffset? deliveredAt, int? status)
    {
        using var connection = database.Open();
        connection.Execute(
            """
            UPDATE webhooks SET cursor = @to, batch_end = NULL, delivered_at = COALESCE(@deliveredAt, delivered_at), failures = 0, failing_since = NULL,
              refused_since = NULL, next_try_at = 0, status = COALESCE(CAST(@status AS BIGINT), status), reason = NULL
            WHERE name = @name AND cursor = @from
            """,
            new { name, from, to, deliveredAt, status });
    }

    /// <summary>Nothing was taken; the cursor stays.</summary>
    public void Fail(WebhookRow row)
    {
        using var connection = database.Open();
        connection.Execute(
            """
            UPDATE webhooks SET failures = @Failures, failing_since = @FailingSince, refused_since = @RefusedSince, next_try_at = @NextTryAt, status = @Status,
              reason = @Reason, paused_at = @PausedAt
            WHERE name = @Name AND cursor = @Cursor
            """,
            row);
    }

    /// <summary>Sets a batch aside and goes on behind it, in one transaction.</summary>
    public void Bury(DeadLetter letter)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            """
            INSERT INTO dead_letters (webhook, first_change, last_change, died_at, status, reason)
            VALUES (@Webhook, @FirstChange, @LastChange, @DiedAt, @Status, @Reason) ON CONFLICT DO NOTHING
            """,
            letter,
            transaction);
        connection.Execute(
            """
            UPDATE webhooks SET cursor = @LastChange, batch_end = NULL, failures = 0, failing_since = NULL, refused_since = NULL, next_try_at = 0
            WHERE name = @Webhook AND cursor = @cursor
            """,
            new { letter.LastChange, letter.Webhook, cursor = letter.FirstChange - 1 },
            transaction);
        transaction.Commit();
    }

    public IReadOnlyList<DeadLetter> DeadLetters(string? name = null)
    {
        using var connection = database.Open();
        return connection.Query<DeadLetter>(
            """
            SELECT webhook, first_change, last_change, died_at, status, reason, replay_at FROM dead_letters
            WHERE CAST(@name AS TEXT) IS NULL OR webhook = @name ORDER BY webhook, first_change
            """,
            new { name }).AsList();
    }

    /// <summary>Asks for one dead letter of a receiver to be delivered again, or for all; says how many.</summary>
    public int Replay(string name, long? firstChange, DateTimeOffset now)
    {
        using var connection = database.Open();
        return connection.Execute(
            "UPDATE dead_letters SET replay_at = @now WHERE webhook = @name AND (CAST(@firstChange AS BIGINT) IS NULL OR first_change = @firstChange)",
            new { name, firstChange, now });
    }

    /// <summary>Goes on behind a change, seen before or not; false when there is no such receiver.</summary>
    public bool Rewind(string name, long cursor) => Update(name, "cursor = @cursor, batch_end = NULL", cursor);

    /// <summary>Ends a pause and every wait; false when there is no such receiver.</summary>
    public bool Resume(string name) => Update(name, "cursor = cursor", 0);

    /// <summary>The replayed letter was taken.</summary>
    public void Remove(DeadLetter letter)
    {
        using var connection = database.Open();
        connection.Execute("DELETE FROM dead_letters WHERE webhook = @Webhook AND first_change = @FirstChange", letter);
    }

    /// <summary>The replayed letter was refused again.</summary>
    public void BuryAgain(DeadLetter letter)
    {
        using var connection = database.Open();
        connection.Execute(
            "UPDATE dead_letters SET replay_at = NULL, died_at = @DiedAt, status = @Status, reason = @Reason WHERE webhook = @Webhook AND first_change = @FirstChange",
            letter);
    }

    private bool Update(string name, string what, long cursor)
    {
        using var connection = database.Open();
        return connection.Execute(
            $"""
            UPDATE webhooks SET {what}, failures = 0, failing_since = NULL, refused_since = NULL, next_try_at = 0, paused_at = NULL WHERE name = @name
            """,
            new { name, cursor }) == 1;
    }
}
