namespace Aggregator.Normalizing.Pages;

/// <summary>What was found on an article's page.</summary>
internal abstract record PageText
{
    /// <summary>Sanitised HTML with absolute URLs.</summary>
    public sealed record Found(string Html) : PageText;

    /// <summary>No article; one sentence why.</summary>
    public sealed record Missing(string Reason) : PageText;
}
