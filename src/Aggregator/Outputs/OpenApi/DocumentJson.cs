using System.Text.Json.Serialization;
using Aggregator.Outputs.Rest;

namespace Aggregator.Outputs.OpenApi;

/// <summary>What the document describes and no serializer writes: bodies that are written by hand, texts, and parts of addresses. The rest is in <see cref="RestJson"/>.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ArticleDetailShape))]
[JsonSerializable(typeof(ArticlePageShape))]
[JsonSerializable(typeof(ChangePageShape))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(string))]
internal sealed partial class DocumentJson : JsonSerializerContext;
