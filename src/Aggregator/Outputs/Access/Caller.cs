using Aggregator.Storage.Access;
using Microsoft.AspNetCore.Http;

namespace Aggregator.Outputs.Access;

/// <summary>Who asks, and what they may.</summary>
/// <param name="Name">Of the key; <see cref="Anonymous"/> where none is asked for.</param>
/// <param name="Scope">The most that they may do.</param>
internal sealed record Caller(string Name, KeyScope Scope)
{
    /// <summary>No key can have this name.</summary>
    public const string Anonymous = "(local)";

    /// <summary>Who was admitted to this request; null on open endpoints.</summary>
    public static Caller? Of(HttpContext context) => context.Features.Get<Caller>();
}
