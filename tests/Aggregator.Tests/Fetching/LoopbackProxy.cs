using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aggregator.Tests.Fetching;

/// <summary>
/// A proxy on 127.0.0.1 that speaks SOCKS5 (RFC 1928, 1929) and CONNECT (RFC 9110 §9.3.6). Whatever name it is asked for, it goes to 127.0.0.2 at the port it is
/// asked for, as a proxy with names of its own would.
/// </summary>
internal sealed class LoopbackProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly Task _accepting;

    public LoopbackProxy()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What it was asked for: who speaks and the target, such as <c>me:secret SOCKS5 feeds.example:443</c>.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>Whether it says no to everything.</summary>
    public bool Refuses { get; set; }

    /// <summary>Name and password that it wants, or null.</summary>
    public string? Wants { get; set; }

    public Uri Url(string scheme, string userInfo = "") => new($"{scheme}://{userInfo}{(userInfo.Length > 0 ? "@" : "")}127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true) clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }

        await Task.WhenAll(clients);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var first = await ByteAsync(stream);
                if (first == 5) await SocksAsync(stream);
                else await ConnectAsync(stream, (char)first);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // The visitor left, or the test is over.
            }
        }
    }

    private async Task ConnectAsync(NetworkStream stream, char first)
    {
        var head = first.ToString();
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal)) head += (char)await ByteAsync(stream);
        var user = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Proxy-Authorization: Basic ", StringComparison.Ordinal)) is { } line
            ? Encoding.UTF8.GetString(Convert.FromBase64String(line[27..])) + " "
            : "";
        if (Wants is not null && user != Wants + " ")
        {
            await SayAsync(stream, "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            await ConnectAsync(stream, (char)await ByteAsync(stream));
            return;
        }

        var target = head.Split(' ')[1];
        _asked.Enqueue($"{user}{head.Split(' ')[0]} {target}");
        if (Refuses)
        {
            await SayAsync(stream, "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            return;
        }

        using var there = await DialAsync(int.Parse(target.Split(':')[^1]));
        await SayAsync(stream, "HTTP/1.1 200 Go\r\n\r\n"u8.ToArray());
        await TunnelAsync(stream, there.GetStream());
    }

    private async Task SocksAsync(NetworkStream stream)
    {
        var methods = await BytesAsync(stream, await ByteAsync(stream));
        var user = "";
        if (Wants is null)
        {
            await SayAsync(stream, [5, 0]);
        }
        else
        {
            Assert.Contains((byte)2, methods);
            await SayAsync(stream, [5, 2]);
            await ByteAsync(stream);
            var name = Encoding.UTF8.GetString(await BytesAsync(stream, await ByteAsync(stream)));
            user = $"{name}:{Encoding.UTF8.GetString(await BytesAsync(stream, await ByteAsync(stream)))}";
            await SayAsync(stream, [1, (byte)(user == Wants ? 0 : 1)]);
            if (user != Wants) return;
        }

        var request = await BytesAsync(stream, 4);
        var host = request[3] switch
        {
            3 => Encoding.ASCII.GetString(await BytesAsync(stream, await ByteAsync(stream))),
            var kind => new IPAddress(await BytesAsync(stream, kind == 1 ? 4 : 16)).ToString(),
        };
        var port = await BytesAsync(stream, 2);
        var number = (port[0] << 8) | port[1];
        _asked.Enqueue($"{user}{(user.Length > 0 ? " " : "")}SOCKS5 {host}:{number}");
        await SayAsync(stream, [5, (byte)(Refuses ? 2 : 0), 0, 1, 0, 0, 0, 0, 0, 0]);
        if (Refuses) return;
        using var there = await DialAsync(number);
        await TunnelAsync(stream, there.GetStream());
    }

    private async Task<TcpClient> DialAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Parse("127.0.0.2"), port, _stop.Token);
        return client;
    }

    private async Task TunnelAsync(NetworkStream here, NetworkStream there) =>
        await Task.WhenAny(here.CopyToAsync(there, _stop.Token), there.CopyToAsync(here, _stop.Token));

    private ValueTask SayAsync(NetworkStream stream, byte[] bytes) => stream.WriteAsync(bytes, _stop.Token);

    private async Task<byte> ByteAsync(NetworkStream stream) => (await BytesAsync(stream, 1))[0];

    private async Task<byte[]> BytesAsync(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, _stop.Token);
        return bytes;
    }
}
