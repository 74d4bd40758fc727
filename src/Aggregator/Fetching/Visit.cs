using System.Diagnostics;
using System.Net;
using Aggregator.Configuration;

namespace Aggregator.Fetching;

/// <summary>What is known of one visit while it is under way.</summary>
internal sealed class Visit(TimeSpan limit, TimeProvider time, CancellationToken caller) : IDisposable
{
    private readonly List<RedirectHop> _hops = [];

    private Activity? _request;

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
        HttpSpan.Answered(_request, response);
        Status = (int)response.StatusCode;
        Hints = FreshnessReader.Read(response, time.GetUtcNow());
    }

    /// <summary>Takes the next hop; what the last one said of when to come back was about the redirect, not the feed.</summary>
    public void Redirected(HttpStatusCode status, Uri target)
    {
        // Handed out in the ordinary form, so that it equals the same URL from elsewhere.
        _hops.Add(new((int)status, new Uri(target.AbsoluteUri)));
        if (_request is { Parent: { } visit })
            visit.AddEvent(new ActivityEvent("redirect", tags: new ActivityTagsCollection([new("http.response.status_code", (int)status), new("url.full", Redactor.Url(target.AbsoluteUri))])));
        InBody = false;
        Status = null;
        Hints = FreshnessHints.None;
    }

    /// <summary>The next request goes out; the one before has ended.</summary>
    public void Requests(HttpRequestMessage message)
    {
        _request?.Stop();
        _request = Spans.Child(message.Method.Method, ActivityKind.Client);
        HttpSpan.Describe(_request, message, Redirects);
    }

    /// <summary>The last request has ended, by a failure of that class or without one.</summary>
    public void Ended(FailureClass? failure)
    {
        if (failure is { } type && _request is { Status: not ActivityStatusCode.Error })
            _request.Fail(type.ToString());
        _request?.Stop();
    }

    public FetchOutcome Complete(FetchOutcome outcome) => outcome with
    {
        BytesReceived = BytesReceived,
        Duration = Deadline.Elapsed,
        Status = Status,
        Hints = Hints,
        Redirects = _hops,
    };

    public void Dispose()
    {
        _request?.Stop();
        Deadline.Dispose();
    }
}
