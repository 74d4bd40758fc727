using System.Net.Sockets;
using System.Text;

namespace Aggregator.Tests.Fetching;

/// <summary>One request that a <see cref="RawOrigin"/> got, and the way to answer it.</summary>
internal sealed class RawExchange(int number, string head, Socket socket, CancellationToken stopped)
{
    public int Number => number;

    public string Head => head;

    public CancellationToken Stopped => stopped;

    public bool WasReset { get; private set; }

    public Task SayAsync(string text) => SayAsync(Encoding.Latin1.GetBytes(text));

    public async Task SayAsync(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;) sent += await socket.SendAsync(bytes.AsMemory(sent), stopped);
    }

    /// <summary>Says no more, and keeps the connection open until the visitor closes it or the test ends.</summary>
    public async Task StallAsync()
    {
        while (await socket.ReceiveAsync(new byte[256], stopped) > 0)
        {
        }
    }

    /// <summary>Ends the connection with RST.</summary>
    public void Reset()
    {
        WasReset = true;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }
}
