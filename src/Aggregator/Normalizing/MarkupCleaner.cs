namespace Aggregator.Normalizing;

/// <summary>
/// Makes a body safe to show: a fragment of allow-listed HTML with absolute URLs. The same input gives the same characters, and what came out passes
/// through again unchanged. Never throws; time and memory are linear in the input.
/// </summary>
internal static class MarkupCleaner
{
    // Taking an element away can leave neighbours that browsers nest otherwise; one more pass settles all but contrived input.
    private const int MostPasses = 4;

    /// <summary>Null when nothing is left to show.</summary>
    public static string? Clean(string html, Uri? @base)
    {
        var source = CutSource(TextScrubber.Scrub(html).AsSpan().Trim());
        for (var pass = 0; pass < MostPasses; pass++)
        {
            var (clean, isSettled) = Pass(source, @base);
            if (clean is null)
                return AsText(source);
            if (isSettled || source.SequenceEqual(clean))
                return clean.Length == 0 ? null : clean;
            source = clean;
        }
        return AsText(source);
    }

    /// <summary>Characters that are to be seen as they are.</summary>
    public static string? Escape(string text)
    {
        var writer = new MarkupWriter(text.Length + 16, null);
        try
        {
            writer.Text(TextScrubber.Cut(TextScrubber.Scrub(text).Trim(), NormalizingLimits.Markup));
            return writer.Trimmed.IsEmpty ? null : writer.Trimmed.ToString();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>One pass, or null when the input is no sane HTML; settled when a further one is known to change nothing.</summary>
    private static (string? Clean, bool IsSettled) Pass(ReadOnlySpan<char> source, Uri? @base)
    {
        var writer = new MarkupWriter(source.Length + (source.Length / 8) + 64, @base);
        try
        {
            if (!source.ContainsAny('<', '&'))
            {
                writer.Text(source);
                return (writer.Trimmed.ToString(), true);
            }
            var streamed = StreamCleaner.Clean(source, ref writer);
            if (streamed is not StreamOutcome.Undecided)
                return writer.IsFull ? (null, false) : (writer.Trimmed.ToString(), streamed is StreamOutcome.Settled);
        }
        finally
        {
            writer.Dispose();
        }
        return PassTree(source, @base);
    }

    private static (string? Clean, bool IsSettled) PassTree(ReadOnlySpan<char> source, Uri? @base)
    {
        if (!NestingScan.IsCheap(source))
            return (null, false);
        var writer = new MarkupWriter(source.Length + 64, @base);
        try
        {
            TreeCleaner.Clean(source.ToString(), ref writer);
            return writer.IsFull ? (null, false) : (writer.Trimmed.ToString(), false);
        }
        catch (Exception e) when (e is NullReferenceException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // AngleSharp has no word for markup that its rules do not provide for (selects in tables, some once in a million): it fails inside.
            return (null, false);
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static string? AsText(ReadOnlySpan<char> source) =>
        VisibleText.Of(source) is { Length: > 0 } text ? Escape(TextScrubber.Cut(text, NormalizingLimits.FallbackText).ToString()) : null;

    // A cut inside a tag costs that tag; a reference that is cut would show, so it goes.
    private static ReadOnlySpan<char> CutSource(ReadOnlySpan<char> source)
    {
        if (source.Length <= NormalizingLimits.Markup)
            return source;
        var kept = TextScrubber.Cut(source, NormalizingLimits.Markup);
        var ampersand = kept[^40..].LastIndexOf('&');
        if (ampersand >= 0 && !kept[^(40 - ampersand)..].Contains(';'))
            kept = kept[..^(40 - ampersand)];
        return kept;
    }
}
