using System.Text;
using Aggregator.Fetching;

namespace Aggregator.Normalizing;

/// <summary>Hashes that say "the same text" and "nothing was edited" (see <see cref="ArticleDraft"/>). Their form is stored: to change it makes every article look edited once.</summary>
internal static class Fingerprints
{
    // Parts of the hashed text; characters that no cleaned text holds.
    private const char FieldEnd = '\u001E';
    private const char ItemEnd = '\u001F';

    /// <summary>
    /// Content: of the title and the words of the body, whatever white space and markup part them. A body without words counts by its images, since
    /// a photo or a comic is all there is. All zeros when there is neither title nor body.
    /// Revision: of all that an edit may change. Markup, white space, tracking parameters, order of categories and dates do not count.
    /// </summary>
    public static (Hash128 Content, Hash128 Revision) Of(ArticleDraft draft)
    {
        var size = (draft.Content?.Length ?? 0) + (draft.Summary?.Length ?? 0) + 512;
        var content = new CharBuffer(size);
        var revision = new CharBuffer(size);
        try
        {
            AppendWords(draft.Title, ref content);
            content.Append(FieldEnd);
            var before = content.Length;
            AppendRevision(draft, ref revision, ref content);
            if (content.Length == before)
                AppendAllTargets(draft.Content ?? draft.Summary ?? "", ref content);
            return (content.Length == 1 ? default : Hash(content.Written), Hash(revision.Written));
        }
        finally
        {
            content.Dispose();
            revision.Dispose();
        }
    }

    // The words of the body go to a second buffer as well: to walk through markup twice would cost more than all hashing does.
    private static void AppendRevision(ArticleDraft draft, ref CharBuffer buffer, ref CharBuffer words)
    {
        AppendWords(draft.Title, ref buffer);
        buffer.Append(FieldEnd);
        buffer.Append(draft.CanonicalUrl);
        buffer.Append(FieldEnd);
        AppendBody(draft.Summary ?? "", isBody: draft.Content is null, ref buffer, ref words);
        buffer.Append(FieldEnd);
        AppendBody(draft.Content ?? "", isBody: true, ref buffer, ref words);
        buffer.Append(FieldEnd);
        foreach (var author in draft.Authors)
        {
            AppendWords(author.Name, ref buffer);
            buffer.Append(ItemEnd);
            buffer.Append(author.Email);
            buffer.Append(ItemEnd);
            AppendTarget(author.Url, ref buffer);
        }
        buffer.Append(FieldEnd);
        foreach (var category in draft.Categories.Order(StringComparer.Ordinal))
        {
            AppendWords(category, ref buffer);
            buffer.Append(ItemEnd);
        }
        buffer.Append(FieldEnd);
        foreach (var enclosure in draft.Enclosures)
        {
            AppendTarget(enclosure.Url, ref buffer);
            buffer.Append(enclosure.Type);
            buffer.Append(ItemEnd);
        }
    }

    private static void AppendBody(string html, bool isBody, ref CharBuffer buffer, ref CharBuffer words)
    {
        var text = new CharBuffer(256);
        try
        {
            var tokens = new MarkupTokenizer(html);
            while (tokens.Next())
            {
                if (tokens.Kind == MarkupToken.Text)
                {
                    var before = buffer.Length;
                    AppendText(tokens.Whole, ref text, ref buffer);
                    if (isBody)
                        words.Append(buffer.Written[before..]);
                }
                else if (tokens.Kind == MarkupToken.Start && !tokens.Attributes.IsEmpty)
                {
                    AppendTargets(tokens.Attributes, ref buffer);
                }
            }
        }
        finally
        {
            text.Dispose();
        }
    }

    private static void AppendText(ReadOnlySpan<char> source, ref CharBuffer text, ref CharBuffer buffer)
    {
        if (!source.Contains('&'))
        {
            AppendWords(source, ref buffer);
            return;
        }
        text.Clear();
        CharacterReferences.Decode(source, inAttribute: false, ref text);
        AppendWords(text.Written, ref buffer);
    }

    private static void AppendAllTargets(string html, ref CharBuffer buffer)
    {
        var tokens = new MarkupTokenizer(html);
        while (tokens.Next())
        {
            if (tokens.Kind == MarkupToken.Start && !tokens.Attributes.IsEmpty)
                AppendTargets(tokens.Attributes, ref buffer);
        }
    }

    private static void AppendTargets(ReadOnlySpan<char> tag, ref CharBuffer buffer)
    {
        var attributes = new MarkupAttributes(tag);
        while (attributes.Next())
        {
            if (attributes.Name is "href" or "src")
                AppendTarget(CharacterReferences.Decode(attributes.Value, inAttribute: true), ref buffer);
        }
    }

    // Not canonical, which costs ten times as much: a body's links do not come in two spellings, they only gather parameters.
    private static void AppendTarget(ReadOnlySpan<char> url, ref CharBuffer buffer)
    {
        buffer.Append(ItemEnd);
        if (UrlCleaner.IsHttp(url))
            url = url[url.IndexOf('/')..];
        var fragment = url.IndexOf('#');
        var query = url.IndexOf('?');
        if (query < 0 || (fragment >= 0 && fragment < query))
        {
            buffer.Append(url);
        }
        else
        {
            buffer.Append(url[..query]);
            var parameters = fragment < 0 ? url[(query + 1)..] : url[(query + 1)..fragment];
            foreach (var range in parameters.Split('&'))
            {
                if (TrackingParameters.Contains(parameters[range]))
                    continue;
                buffer.Append('&');
                buffer.Append(parameters[range]);
            }
            if (fragment >= 0)
                buffer.Append(url[fragment..]);
        }
        buffer.Append(ItemEnd);
    }

    // What parts words and what is invisible inside them differs from one export of a text to the next.
    private static void AppendWords(ReadOnlySpan<char> text, ref CharBuffer buffer)
    {
        var kept = buffer.Reserve(text.Length);
        var length = 0;
        foreach (var c in text)
        {
            if (c > ' ' && (c < '\u0080' || !IsIgnored(c)))
                kept[length++] = c;
        }
        buffer.Advance(length);
    }

    private static bool IsIgnored(char c) => char.IsWhiteSpace(c) || c is '\u00AD' or '\u200B' or '\u2060' or '\uFEFF';

    private static Hash128 Hash(ReadOnlySpan<char> text)
    {
        var bytes = System.Buffers.ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return Hash128.Of(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
