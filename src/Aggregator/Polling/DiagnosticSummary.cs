using System.Collections.Immutable;
using System.Globalization;
using Aggregator.Parsing;

namespace Aggregator.Polling;

/// <summary>The diagnostics of one document as they are kept with its poll: codes, and how often where it was more than once (<c>Malformed DateUnreadable×3</c>).</summary>
internal static class DiagnosticSummary
{
    /// <summary>Null when nothing was wrong.</summary>
    public static string? Write(ImmutableArray<Diagnostic> diagnostics) => diagnostics.IsEmpty
        ? null
        : string.Join(' ', diagnostics.GroupBy(d => d.Code).Select(g => g.Count() == 1 ? $"{g.Key}" : $"{g.Key}×{g.Count()}"));

    /// <summary>Codes that this version does not know are left out, so that what is counted by code stays bounded.</summary>
    public static IEnumerable<(DiagnosticCode Code, int Times)> Read(string? summary)
    {
        foreach (var part in (summary ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = part.IndexOf('×', StringComparison.Ordinal);
            var name = sign < 0 ? part : part[..sign];
            var times = sign < 0 ? 1 : int.TryParse(part.AsSpan(sign + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var counted) ? counted : 0;
            if (times > 0 && name is [>= 'A' and <= 'Z', ..] && Enum.TryParse<DiagnosticCode>(name, out var code))
                yield return (code, times);
        }
    }
}
