using System.Globalization;
using System.Text;

namespace Aggregator.EndToEnd.Origins;

/// <summary>One scripted feed: what it publishes and how it behaves. Its text depends on its number and the number of its entries alone.</summary>
internal sealed class OriginFeed(int number, string host, Validation validation, int entries)
{
    private static readonly DateTimeOffset FirstEntry = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private volatile int _entries = entries;

    public string Name { get; } = $"feed-{number:D5}";
    public string Path => $"/{Name}.xml";
    public string Url => $"http://{host}{Path}";
    public string Host => host;
    public int Entries => _entries;

    /// <summary>Other than 200: an error page with this status.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Time between request and answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The second half of the body never comes.</summary>
    public bool Hangs { get; init; }

    public string? ETag => validation == Validation.ETag ? $"\"{Name}-{_entries}\"" : null;

    public string? LastModified => validation == Validation.LastModified ? Rfc1123(FirstEntry.AddHours(_entries)) : null;

    /// <summary>Titles of all entries, which no other feed has.</summary>
    public IEnumerable<string> Titles => Enumerable.Range(1, _entries).Select(Title);

    public void Publish() => Interlocked.Increment(ref _entries);

    /// <summary>RSS 2.0, newest entry first.</summary>
    public byte[] Write()
    {
        var text = new StringBuilder(512 + (_entries * 512))
            .Append(CultureInfo.InvariantCulture, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>{Name}</title>")
            .Append(CultureInfo.InvariantCulture, $"<link>http://{Name}.example/</link><description>The news of {Name}</description>");
        for (var entry = _entries; entry > 0; entry--)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n<item><title>{Title(entry)}</title><link>http://{Name}.example/{entry}</link>")
                .Append(CultureInfo.InvariantCulture, $"<guid isPermaLink=\"false\">{Name}/{entry}</guid><pubDate>{Rfc1123(FirstEntry.AddHours(entry))}</pubDate>")
                .Append(CultureInfo.InvariantCulture, $"<description>&lt;p&gt;What {Name} has to say the {entry}th time, in a paragraph of its own.&lt;/p&gt;</description></item>");
        }

        return Encoding.UTF8.GetBytes(text.Append("\n</channel></rss>\n").ToString());
    }

    private string Title(int entry) => $"{Name} entry {entry}";

    private static string Rfc1123(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);
}
