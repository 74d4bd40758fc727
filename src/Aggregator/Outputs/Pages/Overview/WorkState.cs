namespace Aggregator.Outputs.Pages.Overview;

/// <summary>What this daemon has in hand.</summary>
/// <param name="UnderWay">Polls.</param>
/// <param name="Turn">Of those, waiting for their host's turn.</param>
/// <param name="Unread">Waiting to be parsed.</param>
/// <param name="Unwritten">Waiting for the writer.</param>
/// <param name="LastCommitAt">Null before the first.</param>
/// <param name="LastTickAt">Of the scheduler.</param>
internal sealed record WorkState(int UnderWay, int Turn, int Unread, int Unwritten, DateTimeOffset? LastCommitAt, DateTimeOffset LastTickAt);
