namespace Aggregator.Fetching;

/// <summary>How a call ended.</summary>
internal abstract record CallOutcome
{
    /// <summary>Somebody answered, whatever it was.</summary>
    /// <param name="Status">The HTTP status; redirects are not followed.</param>
    /// <param name="RetryAfter">How long we are asked to wait, or null.</param>
    /// <param name="Text">The beginning of the answer, for people.</param>
    public sealed record Answered(int Status, TimeSpan? RetryAfter, string Text) : CallOutcome
    {
        public bool IsSuccess => Status is >= 200 and < 300;
    }

    /// <summary>Nobody answered. <paramref name="Reason"/> is one sentence for an operator.</summary>
    public sealed record Failed(FailureClass Class, string Reason) : CallOutcome;
}
