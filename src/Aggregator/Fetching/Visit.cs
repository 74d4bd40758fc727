using System.Net;

namespace Aggregator.Fetching;

/// <summary>What is known of one visit while it is under way.</summary>
internal sealed class Visit(TimeSpan limit, TimeProvider time, CancellationToken caller) : IDisposable
{
    private readonly List<RedirectHop> _hops = [];

    public Deadline Deadline { get; } = new(limit, time, caller);

    public CancellationToken Token => Deadline.Token;

    /// <summary>The host of the hop under way, for messages.</summary>
    public string Host { get; set; } = "";

    /// <summary>Bytes of the body received so far.</summary>
    public long BytesReceived { get; set; }

    /// <summary>True once the header of the last hop is in.</summary>
    public bool InBody { get; set; }

    public int? Status { get; private set; }

    public FreshnessHints Hints { get; private set; } = FreshnessHints.None;

    public int Redirects => _hops.Count;

    public void Answered(HttpResponseMessage response)
    {
        InBody = true;
        Status = (int)response.StatusCode;
        Hints = FreshnessReader.Read(response, time.GetUtcNow());
    }

    /// <summary>Takes the next hop; what the last one said of when to come back was about the redirect, not the feed.</summary>
    public void Redirected(HttpStatusCode status, Uri target)
    {
        // Handed out in the ordinary form, so that it equals the same URL from elsewhere.
        _hops.Add(new((int)status, new Uri(target.AbsoluteUri)));
        InBody = false;
        Status = null;
        Hints = FreshnessHints.None;
    }

    public FetchOutcome Complete(FetchOutcome outcome) => outcome with
    {
        BytesReceived = BytesReceived,
        Duration = Deadline.Elapsed,
        Status = Status,
        Hints = Hints,
        Redirects = _hops,
    };

    public void Dispose() => Deadline.Dispose();
}
