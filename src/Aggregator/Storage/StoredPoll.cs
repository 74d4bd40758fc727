namespace Aggregator.Storage;

/// <summary>What became of a poll in the database.</summary>
/// <param name="Poll">The poll.</param>
/// <param name="Created">Articles that nobody had seen before.</param>
/// <param name="Updated">Articles that got a new revision.</param>
/// <param name="Known">Entries recognised as articles already there, without a change.</param>
/// <param name="Failure">Null when it is on the disk; else why it could not be stored.</param>
internal sealed record StoredPoll(CompletedPoll Poll, int Created, int Updated, int Known, string? Failure = null)
{
    /// <summary>From publication to here, of each new article that the publisher dated. Nothing of a feed's first poll: what it finds is no news.</summary>
    public IReadOnlyList<TimeSpan> Delays { get; init; } = [];

    /// <summary>The document had no entry in common with the one before: articles came and went in between, unseen.</summary>
    public bool IsGap { get; init; }

    /// <summary>It came too late, nothing of it was stored: another daemon polls the host by now.</summary>
    public bool Refused { get; init; }

    /// <summary>Not even the failure could be recorded: polling has to pause until the database can be written again.</summary>
    public bool DatabaseDown { get; init; }
}
