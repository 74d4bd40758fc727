namespace Aggregator.Storage;

/// <summary>A database that is ready, or why it is not.</summary>
internal abstract record DatabaseOpening
{
    private DatabaseOpening()
    {
    }

    /// <summary>Ready, at the newest schema.</summary>
    public sealed record Opened(Database Database) : DatabaseOpening;

    /// <summary>Not to be touched. <paramref name="Reason"/> is one sentence with the remedy.</summary>
    public sealed record Refused(string Reason) : DatabaseOpening;
}
