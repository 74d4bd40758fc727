using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Rest;

/// <summary>What stands around all endpoints: compression, and problems for everything that goes wrong.</summary>
internal static class RestComposition
{
    public static IServiceCollection Add(IServiceCollection services)
    {
        services.AddResponseCompression(compression =>
        {
            // Answers mix no secret of ours with what a caller chose (BREACH): keys come in headers and are never written.
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, Problem.MediaType];
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        return services.AddSingleton<ProblemBoundary>().AddSingleton<FeedActions>();
    }

    public static void Use(WebApplication app)
    {
        app.UseResponseCompression();
        var boundary = app.Services.GetRequiredService<ProblemBoundary>();
        app.Use(boundary.InvokeAsync);
    }
}
