using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aggregator.Tests.Fetching;

/// <summary>
/// An origin that says exactly the bytes it is told to, on 127.0.0.2 by default: for all that a real HTTP server would not do. Each
/// connection is answered once and closed.
/// </summary>
internal sealed class RawOrigin : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<RawExchange, Task> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Task _accepting;

    public RawOrigin(Func<RawExchange, Task> answer, string address = "127.0.0.2")
    {
        _answer = answer;
        _listener = new TcpListener(IPAddress.Parse(address), 0);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Answers the n-th request with the n-th text (Latin-1), and all further ones with the last.</summary>
    public static RawOrigin Saying(params string[] answers) =>
        new(exchange => exchange.SayAsync(answers[Math.Min(exchange.Number, answers.Length - 1)]));

    public static RawOrigin Saying(byte[] answer) => new(exchange => exchange.SayAsync(answer));

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Authority => _listener.LocalEndpoint.ToString()!;

    /// <summary>The heads of all requests so far, in order, bytes as Latin-1.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public Uri Url(string path = "/feed") => new($"http://{Authority}{path}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var exchanges = new List<Task>();
        try
        {
            while (true) exchanges.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }

        await Task.WhenAll(exchanges);
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                var head = new StringBuilder();
                var buffer = new byte[4096];
                while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    var read = await socket.ReceiveAsync(buffer, _stop.Token);
                    if (read == 0) return;
                    head.Append(Encoding.Latin1.GetString(buffer, 0, read));
                }

                var number = _requests.Count;
                _requests.Enqueue(head.ToString());
                var exchange = new RawExchange(number, head.ToString(), socket, _stop.Token);
                await _answer(exchange);
                // A close with something unread would be a reset.
                if (!exchange.WasReset) socket.Shutdown(SocketShutdown.Send);
                if (!exchange.WasReset) await exchange.StallAsync();
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The visitor left, or the test is over.
            }
        }
    }
}
