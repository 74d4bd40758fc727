using Aggregator.Outputs.Stream;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Outputs.Rest;

/// <summary>Waits until so many listen, by looking.</summary>
internal static class Listeners
{
    public static async Task WaitForAsync(ApiServer server, int listeners, CancellationToken deadline)
    {
        var follower = server.Services.GetRequiredService<ChangeFollower>();
        while (follower.Listeners != listeners || (listeners > 0 && follower.Recent.Last is null))
        {
            deadline.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
