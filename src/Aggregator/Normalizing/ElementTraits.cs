namespace Aggregator.Normalizing;

[Flags]
internal enum ElementTraits
{
    None = 0,

    /// <summary>Has no end tag.</summary>
    Void = 1,

    /// <summary>Its start tag ends an open paragraph.</summary>
    ClosesParagraph = 2,

    /// <summary>Browsers reopen it when it is misnested.</summary>
    Formatting = 4,

    /// <summary>"Special" in the HTML standard §13.2.4.2: misnested end tags do not reach across it.</summary>
    Special = 8,

    /// <summary>Holds text only, up to its end tag.</summary>
    Raw = 16,

    /// <summary>Its end tag may be left out.</summary>
    Implied = 32,
    Heading = 64,

    /// <summary>Nested by rules that only the tree builder knows.</summary>
    Complex = 128,
}
