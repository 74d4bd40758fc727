using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aggregator.Tests.Outputs.Stream;

/// <summary>Server-sent events as they come over a socket, read by the standard's words and nothing else.</summary>
internal sealed class RawListener : IDisposable
{
    private readonly Socket _socket;
    private readonly StreamReader _reader;

    private RawListener(Socket socket)
    {
        _socket = socket;
        _reader = new StreamReader(new NetworkStream(socket), Encoding.UTF8);
    }

    public string Head { get; private set; } = "";

    /// <summary>Sends the request and reads the head of the answer. Chunk sizes are read as lines that mean nothing, as lines of our events never look like them.</summary>
    public static async Task<RawListener> ConnectAsync(Uri server, string query, long? lastEventId, CancellationToken cancellation, int? receiveBuffer = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (receiveBuffer is { } size)
            socket.ReceiveBufferSize = size;
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancellation);
        var id = lastEventId is { } number ? $"Last-Event-ID: {number.ToString(CultureInfo.InvariantCulture)}\r\n" : "";
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/v1/stream{query} HTTP/1.1\r\nHost: {server.Authority}\r\nAccept: text/event-stream\r\nAccept-Encoding: gzip, br\r\nConnection: close\r\n{id}\r\n"), cancellation);
        var listener = new RawListener(socket);
        while (await listener._reader.ReadLineAsync(cancellation) is { Length: > 0 } line)
            listener.Head += line + "\n";
        return listener;
    }

    /// <summary>The next event that has data; null at the end of the stream.</summary>
    public async Task<(long Id, string Kind, string Data)?> NextAsync(CancellationToken cancellation)
    {
        var (id, kind, data) = (0L, "", "");
        while (await LineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = long.Parse(line[4..], CultureInfo.InvariantCulture);
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                kind = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.Length == 0 && data.Length > 0)
                return (id, kind, data);
        }
        return null;
    }

    public async Task<string> CommentAsync(CancellationToken cancellation)
    {
        while (await LineAsync(cancellation) is { } line)
        {
            if (line.StartsWith(':'))
                return line;
        }
        return "the stream ended";
    }

    public void Dispose()
    {
        _reader.Dispose();
        _socket.Dispose();
    }

    private async Task<string?> LineAsync(CancellationToken cancellation)
    {
        try
        {
            return await _reader.ReadLineAsync(cancellation);
        }
        catch (IOException)
        {
            // Cut off.
            return null;
        }
    }
}
