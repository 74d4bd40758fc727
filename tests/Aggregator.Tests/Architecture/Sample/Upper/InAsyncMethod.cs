using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

internal static class InAsyncMethod
{
    public static async Task<int> LaterAsync()
    {
        await Task.Yield();
        var held = new Forbidden();
        await Task.Yield();
        return held.Value;
    }
}
