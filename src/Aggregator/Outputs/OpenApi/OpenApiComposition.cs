using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aggregator.Outputs.Access;
using Aggregator.Outputs.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Aggregator.Outputs.OpenApi;

/// <summary>The OpenAPI 3.1 document, made from the endpoints themselves, and the page that shows it.</summary>
internal static class OpenApiComposition
{
    public static IServiceCollection Add(IServiceCollection services)
    {
        services.Configure<JsonOptions>(json =>
        {
            // Numbers are numbers: by default the document says that they may be texts, too.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            // Instead of reflection, not besides it: a type that is missing here fails everywhere, not in a native program alone.
            json.SerializerOptions.TypeInfoResolver = JsonTypeInfoResolver.Combine(RestJson.Default, DocumentJson.Default);
        });
        return services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = api => api.RelativePath is { } path && (path.StartsWith("api/v1/", StringComparison.Ordinal) || path.StartsWith("feeds/", StringComparison.Ordinal));
            options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type)?.Replace("Shape", "", StringComparison.Ordinal);
            options.AddDocumentTransformer<DocumentFrame>();
            options.AddOperationTransformer<OperationDetails>();
            options.AddSchemaTransformer<StrictSchemas>();
        });
    }

    /// <summary>Open: they tell how to ask, not what there is.</summary>
    public static void Map(WebApplication app)
    {
        app.MapOpenApi(RestEndpoints.Root + "/openapi.json").IsOpen();
        ReferencePage.Map(app);
    }
}
