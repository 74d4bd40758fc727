using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Aggregator.Configuration;
using Aggregator.Fetching.Addresses;
using Aggregator.Fetching.Bodies;
using Microsoft.Extensions.Logging;

namespace Aggregator.Fetching;

/// <summary>
/// Visits one URL: follows redirects, asks conditionally, reads the document to its end. Every failure is a value with a class and a reason.
/// </summary>
internal sealed partial class FeedFetcher(
    HttpTransport transport, UserAgent agent, FetchingOptions options, TimeProvider time, FetchMetrics metrics, ILogger<FeedFetcher> logger)
{
    private readonly RequestComposer _composer = new(options, agent);
    private readonly BodyReader _bodies = new(options);
    private readonly Uri? _proxy = Uri.TryCreate(options.Proxy, UriKind.Absolute, out var proxy) ? proxy : null;

    /// <exception cref="OperationCanceledException">The caller's token was cancelled; nothing else is thrown.</exception>
    public async Task<FetchOutcome> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var span = Spans.Child("fetch");
        using var visit = new Visit(request.Timeout ?? options.Timeout, time, cancellationToken);
        FetchOutcome outcome;
        try
        {
            outcome = await FollowAsync(request, visit).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // What a cancelled visit throws depends on where it stood.
            if (cancellationToken.IsCancellationRequested) throw new OperationCanceledException("The visit was cancelled.", e, cancellationToken);
            var failed = FailureReader.Read(e, visit);
            if (failed.Class == FailureClass.Internal) LogUnforeseen(visit.Host, e);
            outcome = failed;
        }

        outcome = visit.Complete(outcome);
        var problem = outcome as FetchOutcome.Failed;
        visit.Ended(problem?.Class);
        if (problem is not null)
            span.Fail(problem.Class.ToString(), problem.Reason);
        metrics.Completed(outcome);
        return outcome;
    }

    private async Task<FetchOutcome> FollowAsync(FetchRequest request, Visit visit)
    {
        if (RequestComposer.Refusal(request) is { } refusal) return new FetchOutcome.Failed(FailureClass.Internal, refusal);
        var proxy = request.Proxy ?? _proxy;
        if (proxy is not null && HttpTransport.Refusal(proxy) is { } unusable) return new FetchOutcome.Failed(FailureClass.Internal, unusable);
        if (RequestUrl.Read(request.Url.OriginalString, out var userInfo, out var problem) is not { } first)
            return new FetchOutcome.Failed(FailureClass.BlockedAddress, $"The URL cannot be fetched: {problem}.");

        var secret = request.Authorization ?? Basic(userInfo);
        var validators = RequestComposer.Sendable(request.Validators);
        var hasSecrets = secret is not null || request.Headers.Count > 0;
        var atHome = true;
        HashSet<string>? seen = null;
        for (var url = first; ;)
        {
            visit.Host = url.IdnHost;
            if (BlockedPorts.Contains(url.Port)) return new FetchOutcome.Failed(FailureClass.BlockedAddress, $"Port {url.Port} is not one to fetch from.");
            var theirs = validators.Origin is null ? RequestUrl.SameOrigin(first, url) : RequestUrl.Origin(url) == validators.Origin;
            var sent = theirs ? validators : Validators.None;
            visit.Deadline.Narrow(request.Timeout ?? options.FirstByteTimeout);
            using var message = _composer.Compose(request, url, atHome ? secret : null, atHome, sent);
            var exempt = url.IdnHost == first.IdnHost ? request.Certificate : null;
            var invoker = await transport.ToAsync(url.IdnHost, proxy, exempt, visit.Token).ConfigureAwait(false);
            visit.Requests(message);
            using var response = await invoker.SendAsync(message, visit.Token).ConfigureAwait(false);
            visit.Answered(response);
            metrics.Answered((int)response.StatusCode, response.Version);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
                return await ReadAsync(request, response, visit, first, url, sent).ConfigureAwait(false);

            if (RedirectTarget.Read(url, Header(response, "Location"), out problem) is not { } target) return Unfollowable(visit, problem);
            if (visit.Redirects == options.MaxRedirects)
                return Unfollowable(visit, $"it is the one after the {options.MaxRedirects} that are followed") with { Bound = FetchBound.Redirects };
            if (hasSecrets && url.Scheme == "https" && target.Scheme == "http")
                return Unfollowable(visit, "it goes from https to http, and the feed has credentials or headers");
            if (options.RefuseDowngrade && url.Scheme == "https" && target.Scheme == "http")
                return Unfollowable(visit, "it goes from https to http, which Fetching:RefuseDowngrade refuses");
            seen ??= [url.AbsoluteUri];
            if (!seen.Add(target.AbsoluteUri)) return Unfollowable(visit, "it leads in a circle");
            // Once away from home, never trusted as home again: whoever sent us back chose the path.
            atHome &= RequestUrl.SameOrigin(first, target);
            visit.Redirected(response.StatusCode, target);
            url = target;
        }
    }

    private async Task<FetchOutcome> ReadAsync(FetchRequest request, HttpResponseMessage response, Visit visit, Uri first, Uri url, Validators sent)
    {
        var origin = RequestUrl.SameOrigin(first, url) ? null : RequestUrl.Origin(url);
        switch ((int)response.StatusCode)
        {
            case 304:
                return new FetchOutcome.NotModified(sent.Any
                    ? new Validators(Validator(response.Headers.NonValidated, "ETag") ?? sent.ETag,
                        Validator(response.Content.Headers.NonValidated, "Last-Modified") ?? sent.LastModified,
                        origin)
                    : Validators.None);
            case 200 or 203:
            case 226 when _composer.AsksForDelta(sent) && Header(response, "IM")?.Trim().Equals("feed", StringComparison.OrdinalIgnoreCase) == true:
                var body = await _bodies.ReadAsync(response, visit, request.MaxBytes ?? options.MaxBytes).ConfigureAwait(false);
                var validators = new Validators(Validator(response.Headers.NonValidated, "ETag"), Validator(response.Content.Headers.NonValidated, "Last-Modified"));
                var document = new Document
                {
                    Body = body.Memory,
                    Owner = body,
                    IsDelta = response.StatusCode == HttpStatusCode.IMUsed,
                    Url = new Uri(url.AbsoluteUri),
                    ContentType = Header(response, "Content-Type"),
                    ContentLocation = Header(response, "Content-Location"),
                    ContentLanguage = Header(response, "Content-Language"),
                    Link = response.Headers.NonValidated.TryGetValues("Link", out var links) ? string.Join(", ", links) : null,
                };
                return new FetchOutcome.Fetched(document, validators.Any ? validators with { Origin = origin } : Validators.None);
            default:
                return StatusReader.Read(response, visit.Host);
        }
    }

    private static FetchOutcome.Failed Unfollowable(Visit visit, string why) =>
        new(FailureClass.Redirect, $"{visit.Host} answered with a redirect that is not followed: {why}.");

    /// <summary>Credentials that stand in the URL, as the header that they mean (RFC 7617).</summary>
    private static string? Basic(string? userInfo) =>
        string.IsNullOrEmpty(userInfo) ? null : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(userInfo)))}";

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? First(values)
            : null;

    /// <summary>As it was sent, or null when there is none that could be sent back.</summary>
    private static string? Validator(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values) && First(values) is { Length: > 0 } value && HeaderRules.IsSendable(value) ? value : null;

    private static string? First(HeaderStringValues values)
    {
        foreach (var value in values) return value;
        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A visit to {Host} failed in an unforeseen way")]
    private partial void LogUnforeseen(string host, Exception exception);
}
