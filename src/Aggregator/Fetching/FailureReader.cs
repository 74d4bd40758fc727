using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Aggregator.Fetching;

/// <summary>Turns whatever was thrown during a visit into a class and a sentence.</summary>
internal static class FailureReader
{
    public static FetchOutcome.Failed Read(Exception thrown, Visit visit)
    {
        for (var e = thrown; e is not null; e = e.InnerException)
        {
            if (e is FetchFailedException known) return new(known.Class, known.Message) { Bound = known.Bound };
            // Over HTTP/2 it is inside of another.
            if (ErrorOf(e) == HttpRequestError.ConfigurationLimitExceeded)
                return new(FailureClass.TooLarge, $"{visit.Host} sent more header than the limit of 32 KB.") { Bound = FetchBound.HeaderBytes };
        }

        // A cancelled wait is told with an I/O error inside, or inside of one, or as one: it depends on who noticed first.
        if (thrown is OperationCanceledException || thrown.GetBaseException() is OperationCanceledException or TimeoutException) return TimedOut(visit);
        if (thrown is (IOException or HttpRequestException) && visit.Token.IsCancellationRequested) return TimedOut(visit);
        var error = ErrorOf(thrown);
        if (error != HttpRequestError.SecureConnectionError && thrown.GetBaseException() is not (HttpRequestException or IOException or SocketException))
            return new(FailureClass.Internal, $"The visit failed in an unforeseen way ({thrown.GetType().Name}: {thrown.Message}).");
        if (visit.InBody) return new(FailureClass.Truncated, $"The body broke off after {visit.BytesReceived} bytes.");
        return error switch
        {
            HttpRequestError.SecureConnectionError => new(FailureClass.Tls, $"No secure connection to {visit.Host}: {ExplainTls(thrown)}."),
            HttpRequestError.InvalidResponse => new(FailureClass.Connect, $"{visit.Host} did not answer in HTTP."),
            HttpRequestError.ResponseEnded => new(FailureClass.Connect, $"{visit.Host} closed the connection before it answered."),
            HttpRequestError.ProxyTunnelError => new(FailureClass.Connect, $"The proxy did not connect to {visit.Host}."),
            HttpRequestError.HttpProtocolError => new(FailureClass.Connect, $"{visit.Host} broke the HTTP/2 protocol."),
            HttpRequestError.NameResolutionError => new(FailureClass.Dns, $"The name {visit.Host} could not be looked up."),
            _ => new(FailureClass.Connect, $"The connection to {visit.Host} broke before it answered."),
        };
    }

    private static HttpRequestError? ErrorOf(Exception thrown) => (thrown as HttpRequestException)?.HttpRequestError ?? (thrown as HttpIOException)?.HttpRequestError;

    private static FetchOutcome.Failed TimedOut(Visit visit)
    {
        var deadline = visit.Deadline;
        if (!deadline.Token.IsCancellationRequested) return new(FailureClass.Timeout, $"No connection to {visit.Host} was made in time.") { Bound = FetchBound.ConnectTime };
        if (!deadline.PhaseEndsFirst) return new(FailureClass.Timeout, $"The visit took longer than its limit of {deadline.Total.TotalSeconds:0.#} s.") { Bound = FetchBound.TotalTime };
        return visit.InBody
            ? new(FailureClass.Timeout, $"The body came too slowly: {visit.BytesReceived} bytes, then the patience ran out after {deadline.Elapsed.TotalSeconds:0.#} s.") { Bound = FetchBound.Rate }
            : new(FailureClass.Timeout, $"{visit.Host} did not begin to answer within {deadline.Phase.TotalSeconds:0.#} s.") { Bound = FetchBound.FirstByteTime };
    }

    /// <summary>The framework tells the reasons apart only in the text of its message; the words looked for are names of enum members.</summary>
    private static string ExplainTls(Exception thrown)
    {
        var e = thrown;
        while (e.InnerException is not null && e is not AuthenticationException) e = e.InnerException;
        return e.Message switch
        {
            var m when m.Contains(nameof(SslPolicyErrors.RemoteCertificateNameMismatch), StringComparison.Ordinal) => "its certificate is for another host",
            var m when m.Contains(nameof(X509ChainStatusFlags.NotTimeValid), StringComparison.Ordinal) => "its certificate has expired or is not valid yet",
            var m when m.Contains(nameof(X509ChainStatusFlags.PartialChain), StringComparison.Ordinal)
                || m.Contains(nameof(X509ChainStatusFlags.UntrustedRoot), StringComparison.Ordinal) => "nobody whom this system trusts vouches for its certificate",
            var m when m.Contains(nameof(RemoteCertificateValidationCallback), StringComparison.Ordinal) => "its certificate has another key than the one that is pinned",
            var m => m.TrimEnd('.'),
        };
    }
}
