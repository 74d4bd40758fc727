namespace Aggregator.Outputs.Access;

/// <summary>Whether somebody may do what they ask for.</summary>
internal abstract record Admission
{
    private Admission()
    {
    }

    public sealed record Admitted(Caller Caller) : Admission;

    /// <param name="Status">401 without a valid key, 403 without the right, 429 after too many wrong keys.</param>
    /// <param name="Reason">One sentence for people.</param>
    /// <param name="RetryAfter">How long to wait with 429.</param>
    public sealed record Refused(int Status, string Reason, TimeSpan? RetryAfter = null) : Admission;
}
