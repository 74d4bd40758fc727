namespace Aggregator.Normalizing;

/// <summary>The text of HTML without its markup: hidden content is left out, blocks are parted by a blank. One line, trimmed.</summary>
internal static class VisibleText
{
    // Every tag that turns out to have no end costs a look at all that follows it.
    private const int MostUnfinished = 16;

    public static string Of(ReadOnlySpan<char> html) => Read(html, isDeclared: true);

    /// <summary>
    /// Of text that may or may not be HTML: only tags of elements that HTML knows, and comments, are markup; the rest is meant literally.
    /// </summary>
    public static string OfUndeclared(ReadOnlySpan<char> text) => Read(text, isDeclared: false);

    private static string Read(ReadOnlySpan<char> source, bool isDeclared)
    {
        var buffer = new CharBuffer(source.Length);
        var line = new CharBuffer(source.Length);
        try
        {
            Strip(source, isDeclared, ref buffer);
            return OneLine.Of(buffer.Written, ref line);
        }
        finally
        {
            buffer.Dispose();
            line.Dispose();
        }
    }

    private static void Strip(ReadOnlySpan<char> source, bool isDeclared, ref CharBuffer buffer)
    {
        if (!source.Contains('<'))
        {
            CharacterReferences.Decode(source, inAttribute: false, ref buffer);
            return;
        }
        var tokens = new MarkupTokenizer(source);
        var unfinished = 0;
        var hidden = 0;
        while (tokens.Next())
        {
            switch (tokens.Kind)
            {
                case MarkupToken.Text when tokens.IsRaw || hidden > 0:
                    break;
                case MarkupToken.Text:
                    CharacterReferences.Decode(tokens.Whole, inAttribute: false, ref buffer);
                    break;
                case MarkupToken.Unfinished when isDeclared:
                    return;
                case MarkupToken.Unfinished when ++unfinished > MostUnfinished:
                    CharacterReferences.Decode(tokens.Whole, inAttribute: false, ref buffer);
                    return;
                case MarkupToken.Unfinished:
                    tokens.StepBack();
                    CharacterReferences.Decode(tokens.Whole, inAttribute: false, ref buffer);
                    break;
                case MarkupToken.Comment when !isDeclared && !tokens.Whole.StartsWith("<!--"):
                    buffer.Append(tokens.Whole);
                    break;
                case MarkupToken.Start or MarkupToken.End when !isDeclared && !MarkupRules.IsKnown(tokens.Name):
                    CharacterReferences.Decode(tokens.Whole, inAttribute: false, ref buffer);
                    break;
                case MarkupToken.Start or MarkupToken.End:
                    var rule = MarkupRules.Of(tokens.Name);
                    if (rule.Is(ElementTraits.ClosesParagraph) || rule.Name is "br" or "li" or "dt" or "dd" or "tr" or "td" or "th" or "table" or "caption")
                        buffer.Append(' ');
                    if (rule.Fate != ElementFate.Dropped && !rule.Is(ElementTraits.Raw))
                        break;
                    hidden = Hide(ref tokens, rule, hidden, isDeclared, ref unfinished);
                    break;
                default:
                    break;
            }
        }
    }

    private static int Hide(ref MarkupTokenizer tokens, ElementRule rule, int hidden, bool isDeclared, ref int unfinished)
    {
        var isStart = tokens.Kind == MarkupToken.Start;
        // "The <script> tag explained" is a title, not a program.
        if (isStart && !isDeclared && (unfinished > MostUnfinished || !tokens.HasEndTag(rule.Name)))
        {
            unfinished++;
            return hidden;
        }
        if (rule.Is(ElementTraits.Raw) || rule.Name is "textarea")
        {
            if (isStart)
                tokens.EnterRaw();
            return hidden;
        }
        return isStart ? hidden + 1 : Math.Max(0, hidden - 1);
    }
}
