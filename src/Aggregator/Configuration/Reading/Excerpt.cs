namespace Aggregator.Configuration.Reading;

/// <summary>Quotes what an operator wrote: short, and without characters that could rewrite a terminal.</summary>
internal static class Excerpt
{
    private const int MaxLength = 100;

    public static string Of(string text)
    {
        var shortened = text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "…");
        return string.Create(shortened.Length, shortened, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
        });
    }
}
