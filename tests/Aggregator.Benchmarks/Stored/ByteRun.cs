using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Aggregator.Benchmarks.Corpora;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Parsing;
using Dapper;

namespace Aggregator.Benchmarks.Stored;

/// <summary>What the bytes of a store are, and what compressing the texts of articles one by one would save and cost.</summary>
internal static class ByteRun
{
    private static readonly (string Name, Func<Stream, Stream> Write, Func<Stream, Stream> Read)[] Ways =
    [
        ("deflate, fastest", s => new DeflateStream(s, CompressionLevel.Fastest, leaveOpen: true), s => new DeflateStream(s, CompressionMode.Decompress)),
        ("deflate, usual", s => new DeflateStream(s, CompressionLevel.Optimal, leaveOpen: true), s => new DeflateStream(s, CompressionMode.Decompress)),
        ("brotli, fastest", s => new BrotliStream(s, CompressionLevel.Fastest, leaveOpen: true), s => new BrotliStream(s, CompressionMode.Decompress)),
        ("brotli, usual", s => new BrotliStream(s, CompressionLevel.Optimal, leaveOpen: true), s => new BrotliStream(s, CompressionMode.Decompress)),
    ];

    public static int Run(Arguments arguments)
    {
        var articles = arguments.Number("articles", 20_000);
        using var place = new StoredPlace(arguments.Text("database"));
        var database = StoredArticles.Open(place.Path);
        var stored = new StoredArticles(database);
        if (stored.Count == 0)
            stored.Fill(articles, articles, (_, _) => { });
        using var connection = database.Open();
        var count = stored.Count;
        var text = connection.ExecuteScalar<double>("SELECT AVG(LENGTH(CAST(COALESCE(content, '') AS BLOB)) + LENGTH(CAST(COALESCE(summary, '') AS BLOB))) FROM articles");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(place.Path).Length / (double)count:0} bytes an article in all, of them {text:0} its text"));

        var corpus = arguments.Text("corpus") is { } folder ? Corpus.Folder(folder) : Corpus.Typical();
        var texts = corpus.Documents.SelectMany(Texts).Select(Encoding.UTF8.GetBytes).ToList();
        var plain = texts.Sum(t => (long)t.Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{texts.Count} texts of corpus {corpus.Name}, {plain / Math.Max(1, texts.Count)} bytes each"));
        Console.WriteLine("| way | size | write µs | read µs |");
        Console.WriteLine("| --- | --: | --: | --: |");
        foreach (var way in Ways)
        {
            _ = Measure(texts, way);
            var (bytes, write, read) = Measure(texts, way);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {way.Name} | {100.0 * bytes / plain:0} % | {write.TotalMicroseconds / texts.Count:0.0} | {read.TotalMicroseconds / texts.Count:0.0} |"));
        }
        return count == articles || arguments.Text("database") is not null ? 0 : 1;
    }

    private static IEnumerable<string> Texts(Document document) =>
        new FeedParser().Parse(document) is not ParseOutcome.Parsed { Feed: var feed } ? [] : feed.Entries.Select(entry => new Normalizer().Normalize(entry).Content).OfType<string>();

    /// <summary>What does not get smaller stays as it is.</summary>
    private static (long Bytes, TimeSpan Write, TimeSpan Read) Measure(List<byte[]> texts, (string Name, Func<Stream, Stream> Write, Func<Stream, Stream> Read) way)
    {
        var packed = new List<byte[]>(texts.Count);
        var started = Stopwatch.GetTimestamp();
        foreach (var text in texts)
        {
            using var into = new MemoryStream(text.Length);
            using (var stream = way.Write(into))
                stream.Write(text);
            packed.Add(into.ToArray());
        }
        var write = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        var buffer = new byte[64 * 1024];
        foreach (var bytes in packed)
        {
            using var stream = way.Read(new MemoryStream(bytes));
            while (stream.Read(buffer) > 0)
            {
            }
        }
        return (packed.Zip(texts, (p, t) => (long)Math.Min(p.Length, t.Length)).Sum(), write, Stopwatch.GetElapsedTime(started));
    }
}
