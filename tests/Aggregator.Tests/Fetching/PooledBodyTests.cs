using Aggregator.Fetching.Bodies;

namespace Aggregator.Tests.Fetching;

public sealed class PooledBodyTests
{
    [Fact]
    public void What_is_written_is_read_however_often_it_grew()
    {
        var body = new PooledBody(16);
        using IDisposable owner = body;
        var written = Enumerable.Range(0, 100_000).Select(i => (byte)(i * 31)).ToArray();
        for (var i = 0; i < written.Length;)
        {
            if (body.IsFull) body.Grow();
            var count = Math.Min(body.Room.Length, written.Length - i);
            written.AsMemory(i, count).CopyTo(body.Room);
            body.Advance(count);
            i += count;
        }

        Assert.True(body.Memory.Span.SequenceEqual(written));
    }

    [Fact]
    public void Whoever_reads_it_after_it_was_given_back_reads_nothing_of_others()
    {
        var body = new PooledBody(16);
        body.Advance(4);
        ReadOnlyMemory<byte> kept = body.Memory;

        ((IDisposable)body).Dispose();
        ((IDisposable)body).Dispose();

        Assert.Throws<ObjectDisposedException>(() => kept.Span.Length);
    }

    [Fact]
    public async Task A_document_gives_its_body_back_when_it_is_disposed()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>");
        using var fetcher = new FetcherUnderTest();
        var document = (await fetcher.FetchedAsync(origin.Url())).Document;
        Assert.Equal(6, document.Body.Length);

        document.Dispose();

        Assert.Throws<ObjectDisposedException>(() => document.Body.Span.Length);
    }
}
