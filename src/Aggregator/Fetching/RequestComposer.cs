using System.Net;
using Aggregator.Configuration;

namespace Aggregator.Fetching;

/// <summary>Writes the request of one hop. What belongs to the feed's own origin (secrets, own headers, validators) stays there.</summary>
internal sealed class RequestComposer(FetchingOptions options, UserAgent agent)
{
    private const string Accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, "
        + "application/json;q=0.7, */*;q=0.1";

    /// <summary>Null when the request can be sent as it is, else why not.</summary>
    public static string? Refusal(FetchRequest request)
    {
        if (request.UserAgent is { } agent && !HeaderRules.IsSendable(agent)) return "The feed's User-Agent contains characters that cannot be sent.";
        if (request.Authorization is { } secret && !HeaderRules.IsSendable(secret)) return "The feed's credentials contain characters that cannot be sent.";
        foreach (var (name, value) in request.Headers)
        {
            if (HeaderRules.Refusal(name, value) is { } refusal) return refusal;
        }

        return null;
    }

    /// <summary>Leaves out what cannot be sent: the worst case is one document too many, not a feed that never works again.</summary>
    public static Validators Sendable(Validators validators) =>
        (validators.ETag is null || HeaderRules.IsSendable(validators.ETag)) && (validators.LastModified is null || HeaderRules.IsSendable(validators.LastModified))
            ? validators
            : validators with { ETag = Sendable(validators.ETag), LastModified = Sendable(validators.LastModified) };

    /// <summary>Whether a request with these validators says that new entries alone would do. Only an ETag names what they would be new since (RFC 3229 §10.5.3).</summary>
    public bool AsksForDelta(Validators validators) => options.AskForDeltas && validators.ETag is not null;

    /// <param name="request">What to ask for.</param>
    /// <param name="url">The URL of this hop.</param>
    /// <param name="authorization">The secret, or null where it must not go.</param>
    /// <param name="withOwnHeaders">False where the feed's own headers must not go.</param>
    /// <param name="validators">Those to send (<see cref="Sendable(Validators)"/>), <see cref="Validators.None"/> where they must not go.</param>
    public HttpRequestMessage Compose(FetchRequest request, Uri url, string? authorization, bool withOwnHeaders, Validators validators)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        var headers = message.Headers;
        if (withOwnHeaders)
        {
            foreach (var (name, value) in request.Headers) headers.TryAddWithoutValidation(name, value);
        }

        if (authorization is not null && !headers.NonValidated.Contains("Authorization")) headers.TryAddWithoutValidation("Authorization", authorization);
        if (!headers.NonValidated.Contains("User-Agent")) headers.TryAddWithoutValidation("User-Agent", request.UserAgent ?? agent.Value);
        if (!headers.NonValidated.Contains("Accept")) headers.TryAddWithoutValidation("Accept", request.Accept ?? Accept);
        headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br, deflate");
        if (validators.ETag is { } etag) headers.TryAddWithoutValidation("If-None-Match", etag);
        if (AsksForDelta(validators)) headers.TryAddWithoutValidation("A-IM", "feed");
        if (validators.LastModified is { } date) headers.TryAddWithoutValidation("If-Modified-Since", date);
        return message;
    }

    private static string? Sendable(string? value) => value is not null && HeaderRules.IsSendable(value) ? value : null;
}
