namespace Aggregator.Tests.Polling.Days;

/// <summary>One request as the publisher saw it, by the simulated clock.</summary>
/// <param name="At">When it came.</param>
/// <param name="Host">Which host it came to, by the address of the socket.</param>
/// <param name="Feed">Which of all feeds was asked for.</param>
/// <param name="AtOnce">Requests on that host without an answer yet, this one included.</param>
/// <param name="IsConditional">It carried a validator.</param>
/// <param name="Agent">Its User-Agent.</param>
/// <param name="Answer">What it got.</param>
internal sealed record DayVisit(DateTimeOffset At, int Host, int Feed, int AtOnce, bool IsConditional, string Agent, DayAnswer Answer);
