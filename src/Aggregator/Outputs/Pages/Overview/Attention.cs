namespace Aggregator.Outputs.Pages.Overview;

/// <summary>Something that needs a person.</summary>
/// <param name="Tone">One of <see cref="Tones"/>.</param>
/// <param name="Word">What it is, in one word.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Place">Where one sees more; null for nowhere.</param>
/// <param name="Since">Null when that is not known.</param>
/// <param name="Reason">Why.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Attention(string Tone, string Word, string Subject, string? Place, DateTimeOffset? Since, string Reason, string Remedy);
