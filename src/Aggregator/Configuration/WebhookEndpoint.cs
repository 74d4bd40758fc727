using System.Collections.Immutable;

namespace Aggregator.Configuration;

/// <summary>A receiver of changes.</summary>
/// <param name="Name">What its cursor is kept under; another name is another receiver.</param>
/// <param name="Url">Absolute http or https URL.</param>
internal sealed record WebhookEndpoint(string Name, string Url)
{
    /// <summary>
    /// Keys that calls are signed with, as their bytes: the current one, and while keys are changed over the one before. One signature each.
    /// </summary>
    public ImmutableArray<ImmutableArray<byte>> Keys { get; init; } = [];

    /// <summary>Kinds of changes that are told; empty is all.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Articles with one of these tags are told of; empty is all.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Whether a new receiver is told of everything that is kept, or of what comes from now on.</summary>
    public bool FromBeginning { get; init; }

    /// <summary>Without what it is signed with, and without secrets in the URL: for messages.</summary>
    public override string ToString() => $"name={Name} url={Redactor.Url(Url)}";
}
