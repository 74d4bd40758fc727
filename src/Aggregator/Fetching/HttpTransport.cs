using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Aggregator.Configuration;

namespace Aggregator.Fetching;

/// <summary>
/// The connections that all outgoing calls share: one pool for direct ones, and one for each proxy. A pool has one address policy, since
/// a pooled connection is used again without asking who opened it.
/// </summary>
internal sealed class HttpTransport : IDisposable
{
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(5);
    private static readonly ImmutableArray<string> ProxySchemes = ["http", "https", "socks4", "socks4a", "socks5"];

    private readonly FetchingOptions _options;
    private readonly NameResolver _resolver;
    private readonly TimeProvider _time;
    private readonly SslClientAuthenticationOptions _tls;
    private readonly AddressGuard _guard;
    private readonly ConcurrentDictionary<string, Lazy<HttpMessageInvoker>> _proxied = new(StringComparer.Ordinal);

    public HttpTransport(FetchingOptions options, NameResolver resolver, TimeProvider time, X509ChainPolicy? trust = null)
    {
        _options = options;
        _resolver = resolver;
        _time = time;
        // Chain building would fetch missing certificates from URLs that the peer chooses, around the address guard.
        _tls = new() { CertificateChainPolicy = trust ?? new() { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true } };
        _guard = Guard(new(options.AllowedNetworks));
        Direct = new(Handler((context, token) => _guard.ConnectAsync(context.DnsEndPoint, token)), disposeHandler: true);
    }

    /// <summary>Sends without a proxy, whatever the environment says.</summary>
    public HttpMessageInvoker Direct { get; }

    /// <summary>Null when the proxy can be used, else why not.</summary>
    public static string? Refusal(Uri proxy) => proxy.IsAbsoluteUri && ProxySchemes.Contains(proxy.Scheme) && proxy.Host.Length > 0
        ? null
        : "The proxy must be an http, https, socks4, socks4a or socks5 URL.";

    /// <summary>
    /// Sends through a proxy, after its target was checked. The proxy looks the name up once more by itself: against a name that
    /// changes in between, the check helps only as far as the proxy does.
    /// </summary>
    public async Task<HttpMessageInvoker> ThroughAsync(Uri proxy, string targetHost, CancellationToken cancellationToken)
    {
        await _guard.CheckAsync(targetHost, cancellationToken).ConfigureAwait(false);
        return _proxied.GetOrAdd(proxy.OriginalString, _ => new(() => Proxied(proxy))).Value;
    }

    public void Dispose()
    {
        Direct.Dispose();
        foreach (var proxied in _proxied.Values) proxied.Value.Dispose();
    }

    private HttpMessageInvoker Proxied(Uri proxy)
    {
        var guard = Guard(AddressPolicy.ForProxies(_options.AllowedNetworks));
        var handler = Handler((context, token) => guard.ConnectAsync(new DnsEndPoint(proxy.IdnHost, proxy.Port), token));
        handler.UseProxy = true;
        handler.Proxy = new FixedProxy(proxy);
        return new(handler, disposeHandler: true);
    }

    private AddressGuard Guard(AddressPolicy policy) => new(policy, _resolver, _options.ConnectTimeout, _time);

    private SocketsHttpHandler Handler(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect) => new()
    {
        ConnectCallback = connect,
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
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        SslOptions = _tls,
        // Publishers have no use for our trace ids.
        ActivityHeadersPropagator = null,
    };
}
