using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Aggregator.Configuration;
using Aggregator.Fetching.Addresses;

namespace Aggregator.Fetching;

/// <summary>
/// The connections that all outgoing calls share: one pool for each <see cref="Route"/>. Every connection was opened through the address guard to
/// an address that was checked, and stays with it: a name that changes later changes nothing for a pooled connection.
/// </summary>
internal sealed class HttpTransport : IDisposable
{
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection that nobody uses is kept: hosts are visited by turns, a second apart.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);
    private static readonly ImmutableArray<string> ProxySchemes = ["http", "https", "socks4", "socks4a", "socks5"];

    private readonly FetchingOptions _options;
    private readonly NameResolver _resolver;
    private readonly TimeProvider _time;
    private readonly X509ChainPolicy? _trust;
    private readonly AddressGuard _guard;
    private readonly TimeSpan _idle;
    private readonly ConcurrentDictionary<Route, Lazy<HttpMessageInvoker>> _routes = new();

    public HttpTransport(FetchingOptions options, NameResolver resolver, TimeProvider time, X509ChainPolicy? trust = null, TimeSpan? idle = null)
    {
        _options = options;
        _resolver = resolver;
        _time = time;
        _trust = trust;
        _idle = idle ?? Idle;
        _guard = Guard(new(options.AllowedNetworks, options.AllowedHosts));
        Direct = Open(Route.Direct);
    }

    /// <summary>Sends without a proxy, whatever the environment says.</summary>
    public HttpMessageInvoker Direct { get; }

    /// <summary>Null when the proxy can be used, else why not.</summary>
    public static string? Refusal(Uri proxy) => proxy.IsAbsoluteUri && ProxySchemes.Contains(proxy.Scheme) && proxy.Host.Length > 0
        ? null
        : "The proxy must be an http, https, socks4, socks4a or socks5 URL.";

    /// <summary>
    /// Who sends to this host. With a proxy, the host is checked first, since the connection that the guard sees is the proxy's. The proxy looks
    /// the name up once more by itself: against a name that changes in between, this check helps only as far as the proxy does.
    /// </summary>
    public async Task<HttpMessageInvoker> ToAsync(string host, Uri? proxy, CertificateExemption? certificate, CancellationToken cancellationToken)
    {
        if (proxy is null && certificate is null) return Direct;
        if (proxy is not null) await _guard.CheckAsync(host, cancellationToken).ConfigureAwait(false);
        var route = new Route(proxy?.OriginalString, certificate is null ? null : host, certificate);
        return _routes.GetOrAdd(route, wanted => new(() => Open(wanted))).Value;
    }

    public void Dispose()
    {
        Direct.Dispose();
        foreach (var route in _routes.Values) route.Value.Dispose();
    }

    private HttpMessageInvoker Open(Route route)
    {
        var guard = _guard;
        var handler = Handler();
        handler.SslOptions = route is { Host: { } host, Certificate: { } certificate }
            ? ServerCertificate.Exempt(_trust, host, certificate)
            : ServerCertificate.Verified(_trust);
        if (route.Proxy is null)
        {
            handler.ConnectCallback = (context, token) => ConnectAsync(guard, context.DnsEndPoint, context, token);
            return new(handler, disposeHandler: true);
        }

        // Whatever the handler would connect to, it is the proxy: a request that would go around it goes nowhere.
        var proxy = new Uri(route.Proxy);
        guard = Guard(AddressPolicy.ForProxies(_options.AllowedNetworks));
        handler.UseProxy = true;
        handler.Proxy = new FixedProxy(proxy);
        handler.ConnectCallback = (context, token) => ConnectAsync(guard, new DnsEndPoint(proxy.IdnHost, proxy.Port), context, token);
        return new(handler, disposeHandler: true);
    }

    /// <summary>Connections are opened in a flow of their own: the request says whose trace it is.</summary>
    private static ValueTask<Stream> ConnectAsync(AddressGuard guard, DnsEndPoint target, SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        Spans.AreWanted && context.InitialRequestMessage.Options.TryGetValue(Spans.Requester, out var span)
            ? ConnectAsync(guard, target, span, cancellationToken)
            : guard.ConnectAsync(target, cancellationToken);

    private static async ValueTask<Stream> ConnectAsync(AddressGuard guard, DnsEndPoint target, Activity span, CancellationToken cancellationToken)
    {
        Activity.Current = span;
        return await guard.ConnectAsync(target, cancellationToken).ConfigureAwait(false);
    }

    private AddressGuard Guard(AddressPolicy policy) => new(policy, _resolver, _options.ConnectTimeout, _time);

    private SocketsHttpHandler Handler() => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        // The guard keeps the time of lookup and connect, and says which it was; what is added is for the handshake.
        ConnectTimeout = _options.ConnectTimeout + Handshake,
        MaxResponseHeadersLength = 32,
        MaxResponseDrainSize = 64 * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = _idle,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        // Publishers have no use for our trace ids.
        ActivityHeadersPropagator = null,
    };
}
