using System.Globalization;
using System.Text;
using Aggregator.Storage.Search;

namespace Aggregator.Storage.Postgres;

/// <summary>An article's words with their places, in the text form of <c>tsvector</c>.</summary>
internal sealed class WordVector
{
    /// <summary>The server takes a megabyte; what stands behind that much text is not found.</summary>
    private const int MostBytes = 900_000;

    /// <summary>Greater ones are all the same to the server.</summary>
    private const int LastPlace = 16_383;

    /// <summary>More places of one word are not kept.</summary>
    private const int MostPlaces = 255;

    private readonly Dictionary<string, List<string>> _places = new(StringComparer.Ordinal);
    private int _place;
    private int _bytes;

    public static string Of(SearchDocument document)
    {
        var vector = new WordVector();
        vector.Add(document.Title, WordColumns.Title);
        vector.Add(document.Author, WordColumns.Author);
        vector.Add(document.Feed, WordColumns.Feed);
        vector.Add(document.Body, WordColumns.Body);
        return vector.Write();
    }

    private void Add(string text, char column)
    {
        foreach (var word in SearchWords.Of(SearchText.Segment(text)))
        {
            if (_bytes > MostBytes)
                return;
            if (!_places.TryGetValue(word, out var places))
            {
                _places[word] = places = [];
                _bytes += Encoding.UTF8.GetByteCount(word) + 8;
            }
            _place = Math.Min(_place + 1, LastPlace);
            if (places.Count >= MostPlaces)
                continue;
            places.Add(string.Create(CultureInfo.InvariantCulture, $"{_place}{column}"));
            _bytes += 2;
        }
        // No phrase goes over from one column to the next.
        _place = Math.Min(_place + 2, LastPlace);
    }

    /// <summary>Words hold letters and digits only: nothing in them needs escaping.</summary>
    private string Write()
    {
        var text = new StringBuilder();
        foreach (var (word, places) in _places)
            text.Append('\'').Append(word).Append("':").AppendJoin(',', places).Append(' ');
        return text.ToString();
    }
}
