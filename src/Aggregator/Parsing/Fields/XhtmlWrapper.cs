namespace Aggregator.Parsing.Fields;

/// <summary>Takes off the one <c>div</c> that Atom demands around XHTML (RFC 4287 §3.1.1.3) and that is no part of the text.</summary>
internal static class XhtmlWrapper
{
    public static string Strip(string markup)
    {
        var text = markup.AsSpan().Trim();
        if (!text.StartsWith("<div", StringComparison.Ordinal) || !text.EndsWith("</div>", StringComparison.Ordinal) || text[4] is not ('>' or ' '))
            return markup;
        var begin = text.IndexOf('>') + 1;
        var depth = 1;
        var at = begin;
        while (at < text.Length)
        {
            var next = text[at..].IndexOf('<');
            if (next < 0)
                return markup;
            at += next;
            if (text[at..].StartsWith("</div>", StringComparison.Ordinal))
            {
                if (--depth == 0)
                    return at + "</div>".Length == text.Length ? text[begin..at].ToString() : markup;
            }
            else if (text[at..].StartsWith("<div", StringComparison.Ordinal) && text[at + 4] is '>' or ' ')
            {
                depth++;
            }

            at++;
        }

        return markup;
    }
}
