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
    /// Of the title and the words of the body, whatever white space and markup part them. A body without words counts by its images, since
    /// a photo or a comic is all there is. All zeros when there is neither title nor body.
    /// </summary>
    public static Hash128 Content(ArticleDraft draft)
    {
        var body = draft.Content ?? draft.Summary ?? "";
        var buffer = new CharBuffer(body.Length + 256);
        try
        {
            AppendWords(draft.Title, ref buffer);
            buffer.Append(FieldEnd);
            var before = buffer.Length;
            AppendBody(body, withWords: true, withTargets: false, ref buffer);
            if (buffer.Length == before)
                AppendBody(body, withWords: false, withTargets: true, ref buffer);
            return buffer.Length == 1 ? default : Hash(buffer.Written);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    /// <summary>Of all that an edit may change. Markup, white space, tracking parameters, order of categories and dates do not count.</summary>
    public static Hash128 Revision(ArticleDraft draft)
    {
        var buffer = new CharBuffer((draft.Content?.Length ?? 0) + (draft.Summary?.Length ?? 0) + 512);
        try
        {
            AppendWords(draft.Title, ref buffer);
            buffer.Append(FieldEnd);
            buffer.Append(draft.CanonicalUrl);
            buffer.Append(FieldEnd);
            AppendBody(draft.Summary ?? "", withWords: true, withTargets: true, ref buffer);
            buffer.Append(FieldEnd);
            AppendBody(draft.Content ?? "", withWords: true, withTargets: true, ref buffer);
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
            return Hash(buffer.Written);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static void AppendBody(string html, bool withWords, bool withTargets, ref CharBuffer buffer)
    {
        var text = new CharBuffer(256);
        try
        {
            var tokens = new MarkupTokenizer(html);
            while (tokens.Next())
            {
                if (withWords && tokens.Kind == MarkupToken.Text)
                {
                    text.Clear();
                    CharacterReferences.Decode(tokens.Whole, inAttribute: false, ref text);
                    AppendWords(text.Written, ref buffer);
                }
                else if (withTargets && tokens.Kind == MarkupToken.Start && !tokens.Attributes.IsEmpty)
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
