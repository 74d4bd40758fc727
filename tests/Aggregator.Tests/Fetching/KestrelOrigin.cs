using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Fetching;

/// <summary>An origin that speaks HTTP as it should, over TLS when it has a certificate.</summary>
internal sealed class KestrelOrigin(WebApplication app) : IAsyncDisposable
{
    public int Port => new Uri(app.Urls.First()).Port;

    public static async Task<KestrelOrigin> StartAsync(RequestDelegate answer, X509Certificate2? certificate = null, SslProtocols protocols = SslProtocols.None)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse("127.0.0.2"), 0, listen =>
        {
            if (certificate is null) return;
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.SslProtocols = protocols;
            });
        }));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new KestrelOrigin(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
