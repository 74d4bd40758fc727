using Dapper;

namespace Aggregator.Storage.Accounts;

/// <summary>Keeps who reads with a reader of their own, and by what their reader is recognised.</summary>
internal sealed class AccountStore(Database database)
{
    /// <summary>What somebody who comes for the first time finds unread.</summary>
    private static readonly TimeSpan Unread = TimeSpan.FromDays(30);

    /// <summary>Keeps what the account has read and starred, whatever key it had before.</summary>
    /// <param name="name">Of the key.</param>
    /// <param name="loginHash">SHA-256 of what the reader will send.</param>
    /// <param name="keyHash">SHA-256 of the key.</param>
    /// <param name="now">When.</param>
    public void Login(string name, byte[] loginHash, byte[] keyHash, DateTimeOffset now)
    {
        using var connection = database.Open();
        connection.Execute(
            """
            INSERT INTO accounts (name, login_hash, key_hash, read_until, created_at)
            VALUES (@name, @loginHash, @keyHash, COALESCE((SELECT MAX(a.id) FROM articles a WHERE a.seen_at < @old), 0), @now)
            ON CONFLICT (name) DO UPDATE SET login_hash = excluded.login_hash, key_hash = excluded.key_hash
            """,
            new { name, loginHash = new Blob(loginHash), keyHash = new Blob(keyHash), now, old = now - Unread });
    }

    /// <summary>Whose reader it is, and the key that it logged in with; null when it is nobody's.</summary>
    public (string Name, byte[] KeyHash)? Find(byte[] loginHash)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<Reader>("SELECT name, key_hash FROM accounts WHERE login_hash = @loginHash", new { loginHash = new Blob(loginHash) }) is { } found ? (found.Name, found.KeyHash) : null;
    }

    internal sealed record Reader(string Name, byte[] KeyHash);
}
