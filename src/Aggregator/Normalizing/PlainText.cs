using Aggregator.Parsing;

namespace Aggregator.Normalizing;

/// <summary>Reads a text construct as plain text: one trimmed line without markup and references; null when nothing is left.</summary>
internal static class PlainText
{
    public static string? Read(ParsedText? text, int limit = NormalizingLimits.Title) => text is null ? null : Read(text.Value, text.Form, limit);

    public static string? Read(string? value, TextForm form, int limit = NormalizingLimits.Title)
    {
        if (string.IsNullOrEmpty(value))
            return null;
        var source = TextScrubber.Cut(TextScrubber.Scrub(value), NormalizingLimits.PlainSource);
        var line = form switch
        {
            TextForm.Html => VisibleText.Of(source),
            TextForm.Undeclared => VisibleText.OfUndeclared(source),
            _ => Literal(source),
        };
        return Shorten(line, limit);
    }

    private static string Literal(ReadOnlySpan<char> text)
    {
        var buffer = new CharBuffer(text.Length);
        try
        {
            return OneLine.Of(text, ref buffer);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    // With an ellipsis, so that nobody takes it for the whole.
    private static string? Shorten(string line, int limit)
    {
        if (line.Length <= limit)
            return line.Length == 0 ? null : line;
        return string.Concat(TextScrubber.Cut(line, limit - 1).TrimEnd(), "…");
    }
}
