using Aggregator.Fetching;

namespace Aggregator.Tests.Polling.Days;

/// <summary>One line of the journal.</summary>
/// <param name="At">When it was asked.</param>
/// <param name="Host">Host and port.</param>
/// <param name="Url">The feed.</param>
/// <param name="AtOnce">Requests under way on that host, this one included.</param>
/// <param name="Answer">What it got.</param>
internal sealed record DayRequest(DateTimeOffset At, string Host, string Url, int AtOnce, FetchOutcome Answer);
