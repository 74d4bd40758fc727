using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

internal static class InCatch
{
    public static int Try(Func<int> act)
    {
        try
        {
            return act();
        }
        catch (ForbiddenException)
        {
            return 0;
        }
    }
}
