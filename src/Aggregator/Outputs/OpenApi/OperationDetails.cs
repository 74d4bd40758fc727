using System.Globalization;
using System.Text.Json.Nodes;
using Aggregator.Outputs.Rest;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Aggregator.Outputs.OpenApi;

/// <summary>Adds what every operation may answer, and the parameters by which the server itself reads (<see cref="QueryCheck"/>).</summary>
internal sealed class OperationDetails : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Parameters ??= [];
        foreach (var check in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryCheck>())
        {
            foreach (var parameter in check.Parameters)
            {
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = parameter.Name,
                    In = ParameterLocation.Query,
                    Description = parameter.Meaning,
                    Schema = SchemaOf(parameter.Form),
                    // Lists have commas between: explode would repeat the name.
                    Explode = parameter.Form is not ParameterForm.Choices,
                });
            }
        }
        if (operation.OperationId == "streamChanges")
            operation.Parameters.Add(new OpenApiParameter { Name = "Last-Event-ID", In = ParameterLocation.Header, Description = "The id of the last event seen.", Schema = Whole(0, long.MaxValue, null) });
        var isRead = context.Description.HttpMethod == "GET";
        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken).ConfigureAwait(false);
        operation.Responses ??= [];
        foreach (var (status, meaning) in Everywhere)
        {
            operation.Responses.TryAdd(status, new OpenApiResponse
            {
                Description = meaning,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [Problem.MediaType] = new() { Schema = problem } },
            });
        }
        if (isRead && operation.OperationId != "streamChanges")
        {
            operation.Parameters.Add(new OpenApiParameter { Name = "If-None-Match", In = ParameterLocation.Header, Description = "The ETag of an earlier answer.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            operation.Responses.TryAdd("304", new OpenApiResponse { Description = "As before (If-None-Match)." });
        }
    }

    private static readonly (string Status, string Meaning)[] Everywhere =
    [
        ("401", "No key, or an unknown one."), ("403", "The key may not do this."), ("429", "Too many wrong keys."), ("500", "A bug."), ("503", "The database cannot be used just now."),
    ];

    private static OpenApiSchema SchemaOf(ParameterForm form) => form switch
    {
        ParameterForm.Whole whole => Whole(whole.Least, whole.Most, whole.Default),
        ParameterForm.Words words => new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = words.Most },
        ParameterForm.Instant => new OpenApiSchema { Type = JsonSchemaType.String, Description = "RFC 3339, or a date.", Examples = [JsonValue.Create("2026-03-01T12:00:00Z")] },
        ParameterForm.Span => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^([0-9]+(ms|s|m|h|d))+$", Examples = [JsonValue.Create("30s")] },
        ParameterForm.Choice choice => Words(choice.Of),
        ParameterForm.Choices choices => new OpenApiSchema { Type = JsonSchemaType.Array, Items = Words(choices.Of) },
        _ => new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiSchema Whole(long least, long most, long? otherwise) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int64",
        Minimum = least.ToString(CultureInfo.InvariantCulture),
        Maximum = most == long.MaxValue ? null : most.ToString(CultureInfo.InvariantCulture),
        Default = otherwise is { } number ? JsonValue.Create(number) : null,
    };

    private static OpenApiSchema Words(IEnumerable<string> words) => new() { Type = JsonSchemaType.String, Enum = [.. words.Select(word => JsonValue.Create(word))] };
}
