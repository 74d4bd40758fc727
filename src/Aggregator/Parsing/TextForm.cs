namespace Aggregator.Parsing;

/// <summary>How the characters of a text construct are to be read.</summary>
internal enum TextForm
{
    /// <summary>Literally: <c>&lt;b&gt;</c> is three visible characters (Atom <c>type="text"</c>, JSON Feed).</summary>
    Plain,

    /// <summary>As HTML markup (Atom <c>html</c> and <c>xhtml</c>, RSS bodies).</summary>
    Html,

    /// <summary>RSS elements that declare nothing: known HTML tags are markup, then references are decoded once; the rest is literal.</summary>
    Undeclared,
}
