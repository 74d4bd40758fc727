namespace Aggregator.Fetching;

/// <summary>What one visit brought: a document, the word that nothing changed, or a precise reason why not.</summary>
internal abstract record FetchOutcome
{
    private FetchOutcome()
    {
    }

    /// <summary>Bytes of the body as received, before decompression. Headers, and bodies of redirects and errors, are not read and not counted.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Time from the first connect to the last byte.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The HTTP status of the last hop, or null when none answered.</summary>
    public int? Status { get; init; }

    /// <summary>What the answer says about when to come back.</summary>
    public FreshnessHints Hints { get; init; } = FreshnessHints.None;

    /// <summary>The URLs that were visited after the first, in order, with the status that led there.</summary>
    public IReadOnlyList<RedirectHop> Redirects { get; init; } = [];

    /// <summary>A complete document, with the validators that came with it (<see cref="Validators.None"/> if none did).</summary>
    public sealed record Fetched(Document Document, Validators Validators) : FetchOutcome;

    /// <summary>
    /// 304. <paramref name="Validators"/> are those to keep: the ones we sent, replaced by any that the answer carried. A 304 that was not
    /// asked for gives none: taking its validators would make every later answer a 304 to a document that was never seen.
    /// </summary>
    public sealed record NotModified(Validators Validators) : FetchOutcome;

    /// <summary>No document. <paramref name="Reason"/> is one sentence for an operator.</summary>
    public sealed record Failed(FailureClass Class, string Reason) : FetchOutcome
    {
        /// <summary>The limit that ended the visit, or null when none did.</summary>
        public FetchBound? Bound { get; init; }
    }
}
