namespace Aggregator.Outputs.Pages.Lists;

/// <summary>What taking the lists over does to one feed, in words.</summary>
/// <param name="Word">new, changed, moved, retired.</param>
/// <param name="Tone">One of <see cref="Tones"/>.</param>
/// <param name="Id">Of the feed, when it is known already.</param>
/// <param name="Name">Of the feed.</param>
/// <param name="Place">In the lists; null when none has it.</param>
/// <param name="Details">Setting by setting; secrets are not in it.</param>
internal sealed record PlanLine(string Word, string Tone, long? Id, string Name, string? Place, IReadOnlyList<string> Details);
