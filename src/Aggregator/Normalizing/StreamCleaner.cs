namespace Aggregator.Normalizing;

/// <summary>
/// Cleans HTML that is nested as browsers would nest it anyway, in one pass, without a tree: most of what publishers send. At the first thing that a tree
/// builder would move, reopen or invent it gives up, and <see cref="TreeCleaner"/> does the work: the two never differ in their output.
/// </summary>
internal static class StreamCleaner
{
    public static StreamOutcome Clean(ReadOnlySpan<char> html, ref MarkupWriter writer)
    {
        var tokens = new MarkupTokenizer(html);
        var open = new OpenElements();
        var text = new CharBuffer(1024);
        var isAfterPre = false;
        try
        {
            while (tokens.Next() && !writer.IsFull)
            {
                var isUsable = tokens.Kind switch
                {
                    MarkupToken.Text => Text(tokens.Whole, isAfterPre, ref open, ref text, ref writer),
                    MarkupToken.Start => Start(ref tokens, ref open, ref writer),
                    MarkupToken.End => open.Close(tokens.Name, ref writer),
                    _ => true,
                };
                if (!isUsable)
                    return StreamOutcome.Undecided;
                isAfterPre = tokens.Kind is MarkupToken.Start && tokens.Name.Equals("pre", StringComparison.OrdinalIgnoreCase);
            }
            open.CloseAll(ref writer);
            return open.HasUnwrapped ? StreamOutcome.Cleaned : StreamOutcome.Settled;
        }
        finally
        {
            text.Dispose();
            open.Dispose();
        }
    }

    private static bool Text(ReadOnlySpan<char> source, bool isAfterPre, ref OpenElements open, ref CharBuffer text, ref MarkupWriter writer)
    {
        // White space between rows is kept where it is, text would be moved in front of the table.
        if (open.IsInTable && source.ContainsAnyExcept(" \t\n"))
            return false;
        if (isAfterPre && source[0] is '&')
            return false;
        if (isAfterPre && source[0] == '\n')
            source = source[1..];
        if (!source.Contains('&'))
        {
            writer.Text(source);
            return true;
        }
        text.Clear();
        CharacterReferences.Decode(source, inAttribute: false, ref text);
        writer.Text(text.Written);
        return true;
    }

    private static bool Start(ref MarkupTokenizer tokens, ref OpenElements open, ref MarkupWriter writer)
    {
        var rule = MarkupRules.Of(tokens.Name);
        if (!open.MakeRoom(rule, ref writer))
            return false;
        var shown = false;
        if (rule.Fate == ElementFate.Kept)
        {
            var attributes = new MarkupAttributes(tokens.Attributes);
            while (attributes.Next())
            {
                if (MarkupWriter.Wants(rule, attributes.Name))
                    writer.Attribute(rule, attributes.Name, CharacterReferences.Decode(attributes.Value, inAttribute: true));
            }
            shown = writer.Start(rule);
        }
        if (rule.Is(ElementTraits.Void))
            return true;
        if (!rule.Is(ElementTraits.Raw))
            return open.Push(rule, tokens.Name, shown);
        if (shown)
            writer.End(rule);
        return SkipRaw(ref tokens, rule);
    }

    // Its text and its end tag.
    private static bool SkipRaw(ref MarkupTokenizer tokens, ElementRule rule)
    {
        tokens.EnterRaw();
        if (!tokens.Next() || !tokens.IsRaw)
            return true;
        // Where a script with a comment in it ends is a matter of its own.
        if (rule.Name is "script" && tokens.Whole.Contains("<!--", StringComparison.Ordinal))
            return false;
        return !tokens.Next() || tokens.Kind is MarkupToken.End;
    }
}
