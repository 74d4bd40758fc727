namespace Aggregator.Polling;

/// <summary>One wish about the next poll, for people.</summary>
/// <param name="Reason">Whose.</param>
/// <param name="Source">The header, element or setting that it comes from.</param>
/// <param name="Value">What it asks for.</param>
/// <param name="At">Not before this instant.</param>
/// <param name="Decides">It is the one that the plan follows.</param>
internal sealed record ExplainedInput(NextPollReason Reason, string Source, string Value, DateTimeOffset At, bool Decides);
