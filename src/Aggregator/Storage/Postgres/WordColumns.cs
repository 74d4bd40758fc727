namespace Aggregator.Storage.Postgres;

/// <summary>Columns of the index of words, as weights of a <c>tsvector</c>.</summary>
internal static class WordColumns
{
    public const char Title = 'A';
    public const char Author = 'B';
    public const char Feed = 'C';
    public const char Body = 'D';

    /// <summary>Empty for a term of any column.</summary>
    public static string Of(string? field) => field switch
    {
        "title" => "A",
        "author" => "B",
        "feed" => "C",
        _ => "",
    };
}
