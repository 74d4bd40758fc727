using System.Globalization;
using System.IO.Compression;
using System.Text;
using Aggregator.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>Rows H07 to H15: a body is complete, or there is no document.</summary>
public sealed class BodyTests
{
    private static readonly byte[] Feed = Encoding.UTF8.GetBytes(
        "<rss>" + string.Concat(Enumerable.Range(0, 2000).Select(i => string.Create(CultureInfo.InvariantCulture, $"<item>{i * 7919 % 104729}</item>"))) + "</rss>");

    public static TheoryData<string, int> Cuts()
    {
        var cuts = new TheoryData<string, int>();
        foreach (var coding in new[] { "gzip", "deflate", "raw deflate", "br" })
        {
            var length = Encode(coding, Feed).Length;
            foreach (var kept in new[] { 0, 1, 2, length / 2, length - 8, length - 1 }) cuts.Add(coding, kept);
        }

        return cuts;
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss></rss>")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n<rss></rss>\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<rss></rss>")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n<rss></rss>\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 11\r\n\r\n<rss></rss>")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n<rss></rss>")]
    public async Task H07_a_message_whose_length_does_not_hold_is_truncated(string answer)
    {
        await using var origin = RawOrigin.Saying(answer);
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(origin.Url(), FailureClass.Truncated);
    }

    [Fact]
    public async Task H08_a_body_without_length_that_ends_is_handed_on_as_it_came()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 200 OK\r\n\r\n<rss><item>half an it");
        using var fetcher = new FetcherUnderTest();

        var fetched = await fetcher.FetchedAsync(origin.Url());

        Assert.Equal("<rss><item>half an it", Encoding.UTF8.GetString(fetched.Document.Body.Span));
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task H09_a_compressed_body_that_is_cut_is_truncated_whatever_its_length_says(string coding, int kept)
    {
        await using var origin = RawOrigin.Saying(Answer(coding.Split(' ')[^1], Encode(coding, Feed)[..kept]));
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(origin.Url(), FailureClass.Truncated);
    }

    [Fact]
    public async Task H10_a_wrong_check_sum_is_bad_encoding()
    {
        var body = Encode("gzip", Feed);
        body[^6] ^= 0xFF;
        await using var origin = RawOrigin.Saying(Answer("gzip", body));
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(origin.Url(), FailureClass.Truncated);
    }

    [Fact]
    public async Task H10_plain_text_behind_the_header_of_gzip_is_bad_encoding()
    {
        await using var origin = RawOrigin.Saying(Answer("gzip", [.. Encode("gzip", Feed)[..10], .. Feed]));
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(origin.Url(), FailureClass.Truncated);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task H10_plain_text_that_is_said_to_be_compressed_is_bad_encoding(string coding)
    {
        await using var origin = RawOrigin.Saying(Answer(coding, Feed));
        using var fetcher = new FetcherUnderTest();

        var failed = await fetcher.FailedAsync(origin.Url(), FailureClass.Truncated);

        Assert.Contains(coding, failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("br", "br")]
    [InlineData("deflate", "deflate")]
    [InlineData("deflate", "raw deflate")]
    [InlineData("gzip, gzip", "gzip", "gzip")]
    [InlineData("deflate ,br", "deflate", "br")]
    [InlineData("identity")]
    [InlineData("")]
    [InlineData("identity, gzip", "gzip")]
    public async Task H11_every_offered_coding_is_undone(string header, params string[] layers)
    {
        var body = layers.Aggregate(Feed, (inner, coding) => Encode(coding, inner));
        await using var origin = RawOrigin.Saying(Answer(header, body));
        using var fetcher = new FetcherUnderTest();

        var fetched = await fetcher.FetchedAsync(origin.Url());

        Assert.True(fetched.Document.Body.Span.SequenceEqual(Feed));
        Assert.Equal(body.Length, fetched.BytesReceived);
    }

    [Theory]
    [InlineData("gzip, gzip, gzip", FetchBound.Layers)]
    [InlineData("zstd", null)]
    [InlineData("gzip, zstd", null)]
    [InlineData("compress", null)]
    [InlineData("utf-8", null)]
    internal async Task H12_codings_that_were_not_offered_are_bad_encoding(string header, FetchBound? bound)
    {
        await using var origin = RawOrigin.Saying(Answer(header, Encode("gzip", Encode("gzip", Encode("gzip", Feed)))));
        using var fetcher = new FetcherUnderTest();

        Assert.Equal(bound, (await fetcher.FailedAsync(origin.Url(), FailureClass.Truncated)).Bound);
    }

    [Theory]
    [InlineData("gzip", 1 << 20, "larger than the limit")]
    [InlineData("br", 1 << 20, "larger than the limit")]
    [InlineData("gzip", 1 << 29, "250 times")]
    [InlineData("br", 1 << 29, "250 times")]
    public async Task H13_T05_a_gigabyte_is_too_large_long_before_it_is_unpacked(string coding, long limit, string reason)
    {
        var bomb = Bomb(coding);
        await using var origin = RawOrigin.Saying(Answer(coding, bomb));
        using var fetcher = new FetcherUnderTest();

        var failed = await fetcher.FailedAsync(new FetchRequest(origin.Url()) { MaxBytes = limit }, FailureClass.TooLarge);

        Assert.Contains(reason, failed.Reason, StringComparison.Ordinal);
        Assert.Equal(reason == "250 times" ? FetchBound.Ratio : FetchBound.BodyBytes, failed.Bound);
        // Most of it was never even read.
        Assert.True(failed.BytesReceived < bomb.Length / 2, $"{failed.BytesReceived} of {bomb.Length}");
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "gzip")]
    [InlineData("gzip", "br")]
    public async Task H13_T05_a_bomb_in_two_layers_is_stopped_too(string inner, string outer)
    {
        await using var origin = RawOrigin.Saying(Answer($"{inner}, {outer}", Encode(outer, Encode(inner, new byte[64 * 1024 * 1024]))));
        using var fetcher = new FetcherUnderTest();

        Assert.Equal(FetchBound.BodyBytes, (await fetcher.FailedAsync(origin.Url(), FailureClass.TooLarge)).Bound);
        var dense = await fetcher.FailedAsync(new FetchRequest(origin.Url()) { MaxBytes = 1 << 29 }, FailureClass.TooLarge);
        Assert.Equal(FetchBound.Ratio, dense.Bound);
    }

    [Fact]
    public async Task H14_T05_the_limit_itself_is_allowed_and_one_byte_more_is_not()
    {
        await using var origin = RawOrigin.Saying(Answer("", Feed));
        await using var unsized = RawOrigin.Saying([.. "HTTP/1.1 200 OK\r\n\r\n"u8, .. Feed]);
        await using var packed = RawOrigin.Saying(Answer("gzip", Encode("gzip", Feed)));
        using var fetcher = new FetcherUnderTest();

        foreach (var url in new[] { origin.Url(), unsized.Url(), packed.Url() })
        {
            await fetcher.FetchedAsync(new FetchRequest(url) { MaxBytes = Feed.Length });
            await fetcher.FailedAsync(new FetchRequest(url) { MaxBytes = Feed.Length - 1 }, FailureClass.TooLarge);
        }
    }

    [Fact]
    public async Task H14_T05_an_endless_body_is_left()
    {
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SayAsync("HTTP/1.1 200 OK\r\n\r\n");
            while (true) await exchange.SayAsync(new byte[65536]);
        });
        using var fetcher = new FetcherUnderTest();

        var failed = await fetcher.FailedAsync(origin.Url(), FailureClass.TooLarge);

        Assert.Equal(FetchBound.BodyBytes, failed.Bound);
        Assert.InRange(failed.BytesReceived, 1024 * 1024, 2 * 1024 * 1024);
    }

    [Fact]
    public async Task H14_T05_a_body_beyond_the_limit_ends_the_connection()
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SayAsync("HTTP/1.1 200 OK\r\n\r\n");
            try
            {
                while (true) await exchange.SayAsync(new byte[65536]);
            }
            catch (System.Net.Sockets.SocketException)
            {
                left.SetResult();
            }
        });
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(origin.Url(), FailureClass.TooLarge);

        await left.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task H14_T05_a_huge_length_is_refused_before_any_body()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n<rss>");
        using var fetcher = new FetcherUnderTest();

        Assert.Equal(0, (await fetcher.FailedAsync(origin.Url(), FailureClass.TooLarge)).BytesReceived);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX-Long: ", "x")]
    [InlineData("HTTP/1.1 200 OK\r\n", "X-Many: 1\r\n")]
    [InlineData("", "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n")]
    [InlineData("", "HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 200 ", "OK")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;", "x")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X-Trailer: 1\r\n")]
    public async Task H15_T05_headers_without_end_are_left(string begin, string forEver)
    {
        var block = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(forEver, 1000)));
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SayAsync(begin);
            while (true) await exchange.SayAsync(block);
        });
        using var fetcher = new FetcherUnderTest();

        var failed = Assert.IsType<FetchOutcome.Failed>(await fetcher.FetchAsync(origin.Url()));

        // How it is told depends on where in the message it stands, and for some it is a plain breach of HTTP.
        Assert.True(failed.Class is FailureClass.TooLarge or FailureClass.Truncated or FailureClass.Connect, $"{failed.Class}: {failed.Reason}");
    }

    [Fact]
    public async Task An_empty_plain_body_is_an_empty_document()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var fetcher = new FetcherUnderTest();

        Assert.True((await fetcher.FetchedAsync(origin.Url())).Document.Body.IsEmpty);
    }

    [Fact]
    public async Task A_document_carries_the_headers_that_parsing_needs()
    {
        await using var origin = RawOrigin.Saying(
            "HTTP/1.1 200 OK\r\nContent-Type: text/xml;charset=\"koi8-r\"\r\nContent-Location: /real\r\nContent-Language: uk\r\nContent-Length: 6\r\n\r\n<rss/>");
        using var fetcher = new FetcherUnderTest();

        var document = (await fetcher.FetchedAsync(origin.Url())).Document;

        Assert.Equal(("text/xml;charset=\"koi8-r\"", "/real", "uk"), (document.ContentType, document.ContentLocation, document.ContentLanguage));
        Assert.Equal(origin.Url(), document.Url);
    }

    private static byte[] Answer(string coding, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{(coding.Length == 0 ? "" : $"Content-Encoding: {coding}\r\n")}Content-Length: {body.Length}\r\n\r\n"), .. body];

    /// <summary>A gigabyte of zeros.</summary>
    private static byte[] Bomb(string coding)
    {
        var million = new byte[1 << 20];
        // Members of gzip that stand behind each other are one body (RFC 1952 §2.2); brotli has no such thing.
        if (coding == "gzip") return [.. Enumerable.Repeat(Encode("gzip", million), 1024).SelectMany(member => member)];
        var packed = new MemoryStream();
        using (var packer = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < 1024; i++) packer.Write(million);
        }

        return packed.ToArray();
    }

    private static byte[] Encode(string coding, byte[] body)
    {
        var packed = new MemoryStream();
        using (Stream packer = coding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal),
            _ => new DeflateStream(packed, CompressionLevel.Optimal),
        }) packer.Write(body);
        return packed.ToArray();
    }
}
