using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aggregator.Tests.Fetching;

/// <summary>Connections between visits, as the server sees them.</summary>
public sealed class IdleConnectionTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Parse("127.0.0.2"), 0);

    public IdleConnectionTests() => _listener.Start();

    [Fact]
    public async Task A_connection_that_nobody_uses_any_more_is_closed_by_us()
    {
        using var fetcher = new FetcherUnderTest(idle: TimeSpan.FromMilliseconds(1));
        var visit = fetcher.FetchedAsync(new Uri($"http://{_listener.LocalEndpoint}/feed"));
        using var connection = await _listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await AnswerAsync(connection);
        await visit;

        // Returns nothing once the visitor has closed; until then it waits.
        Assert.Equal(0, await connection.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_connection_serves_one_visit_after_another()
    {
        using var fetcher = new FetcherUnderTest();
        var url = new Uri($"http://{_listener.LocalEndpoint}/feed");
        var first = fetcher.FetchedAsync(url);
        using var connection = await _listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        for (var visit = first; ; visit = fetcher.FetchedAsync(url))
        {
            await AnswerAsync(connection);
            await visit;
            if (visit != first)
                break;
        }
        Assert.False(_listener.Pending());
    }

    public void Dispose() => _listener.Dispose();

    private static async Task AnswerAsync(Socket connection)
    {
        var (head, buffer) = (new StringBuilder(), new byte[4096]);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head.Append(Encoding.Latin1.GetString(buffer, 0, await connection.ReceiveAsync(buffer, TestContext.Current.CancellationToken)));
        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>"u8.ToArray(), TestContext.Current.CancellationToken);
    }
}
