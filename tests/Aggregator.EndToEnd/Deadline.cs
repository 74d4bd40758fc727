namespace Aggregator.EndToEnd;

/// <summary>Bounds a wait that would otherwise never end. Generous: only a hang reaches it, never a slow machine.</summary>
internal static class Deadline
{
    public static CancellationToken In(int seconds)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(TimeSpan.FromSeconds(seconds));
        return source.Token;
    }
}
