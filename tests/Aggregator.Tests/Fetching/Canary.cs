using System.Net;
using System.Net.Sockets;

namespace Aggregator.Tests.Fetching;

/// <summary>Stands for the internal network, on 127.0.0.1: nothing may ever connect to it.</summary>
internal sealed class Canary : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public Canary() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}/";

    /// <summary>The system completes a connection before anyone accepts it, so one that was made shows as pending.</summary>
    public void AssertSilent() => Assert.False(_listener.Pending(), "Something connected to the internal network.");

    public void Dispose() => _listener.Dispose();
}
