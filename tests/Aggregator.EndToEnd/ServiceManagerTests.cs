using System.Net.Sockets;
using System.Text;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>What systemd is told over its socket: ready, well, stopping (sd_notify(3)).</summary>
public sealed class ServiceManagerTests
{
    [Fact]
    public async Task The_service_manager_hears_of_readiness_of_life_and_of_the_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs Unix datagram sockets and signals");
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", []);
        var path = Path.Combine(workspace.Root, "notify.sock");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        workspace.Environment["NOTIFY_SOCKET"] = path;
        workspace.Environment["WATCHDOG_USEC"] = "1000000";

        await using var process = AggregatorProcess.StartIn(workspace, "run");
        var heard = new List<string>();
        while (!heard.Contains("READY=1") || heard.Count(word => word == "WATCHDOG=1") < 3)
            heard.Add(await HearAsync());
        process.Terminate();
        while (!heard.Contains("STOPPING=1"))
            heard.Add(await HearAsync());
        Assert.Equal(0, await process.ExitAsync(30));

        async Task<string> HearAsync()
        {
            var buffer = new byte[200];
            return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, SocketFlags.None, Deadline.In(60)));
        }
    }
}
