using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Aggregator.Outputs.OpenApi;

/// <summary>Says of whole numbers no more than JSON knows of them: patterns are for texts.</summary>
internal sealed class StrictSchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (schema.Type is { } type && (type & JsonSchemaType.Integer) != 0)
            schema.Pattern = null;
        return Task.CompletedTask;
    }
}
