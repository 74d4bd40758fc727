using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Aggregator.Fetching.Addresses;

namespace Aggregator.Fetching;

/// <summary>
/// Posts to addresses that settings or feeds name, through the same address guard as every visit. Redirects are not followed: what is posted is for the
/// one who was named. Failure is a value.
/// </summary>
internal sealed class HttpCaller(HttpTransport transport, UserAgent agent, TimeProvider time)
{
    /// <summary>Bytes of an answer that are looked at; nobody waits for more.</summary>
    private const int AnswerBytes = 2048;

    /// <exception cref="OperationCanceledException">The caller's token was cancelled; nothing else is thrown.</exception>
    public async Task<CallOutcome> PostAsync(HttpCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var visit = new Visit(call.Timeout, time, cancellationToken);
        try
        {
            var answer = await SendAsync(call, visit).ConfigureAwait(false);
            visit.Ended((answer as CallOutcome.Failed)?.Class);
            return answer;
        }
        catch (Exception e)
        {
            if (cancellationToken.IsCancellationRequested) throw new OperationCanceledException("The call was cancelled.", e, cancellationToken);
            var failed = FailureReader.Read(e, visit);
            visit.Ended(failed.Class);
            return new CallOutcome.Failed(failed.Class, failed.Reason);
        }
    }

    private async Task<CallOutcome> SendAsync(HttpCall call, Visit visit)
    {
        if (RequestUrl.Read(call.Url.OriginalString, out _, out var problem) is not { } url)
            return new CallOutcome.Failed(FailureClass.BlockedAddress, $"The URL cannot be called: {problem}.");
        if (BlockedPorts.Contains(url.Port)) return new CallOutcome.Failed(FailureClass.BlockedAddress, $"Port {url.Port} is not one to call.");
        visit.Host = url.IdnHost;
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        message.Content = new ReadOnlyMemoryContent(call.Body);
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(call.ContentType);
        message.Headers.TryAddWithoutValidation("User-Agent", agent.Value);
        foreach (var (name, value) in call.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        visit.Requests(message);
        using var response = await transport.Direct.SendAsync(message, visit.Token).ConfigureAwait(false);
        visit.Answered(response);
        return new CallOutcome.Answered((int)response.StatusCode, visit.Hints.RetryAfter, await BeginningAsync(response, visit).ConfigureAwait(false));
    }

    /// <summary>An answer counts when its head is here; that its body breaks off changes nothing.</summary>
    private static async Task<string> BeginningAsync(HttpResponseMessage response, Visit visit)
    {
        try
        {
            var bytes = new byte[AnswerBytes];
            var stream = await response.Content.ReadAsStreamAsync(visit.Token).ConfigureAwait(false);
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, visit.Token).ConfigureAwait(false);
            return Encoding.UTF8.GetString(bytes, 0, length);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            return "";
        }
    }
}
