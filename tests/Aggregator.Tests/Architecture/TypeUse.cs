using Mono.Cecil;

namespace Aggregator.Tests.Architecture;

/// <summary>One mention of a type, and the place where it stands.</summary>
internal readonly record struct TypeUse(TypeReference Type, string Where);
