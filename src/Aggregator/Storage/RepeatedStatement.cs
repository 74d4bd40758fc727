namespace Aggregator.Storage;

/// <summary>
/// A statement that is run for row after row within one transaction: read by the database once, its parameters made once. A text with dozens of
/// parameters costs SQLite several times more to read than to run.
/// </summary>
internal abstract class RepeatedStatement : IDisposable
{
    /// <param name="values">In the order of the parameters; instants as Unix milliseconds.</param>
    public abstract void Run(params ReadOnlySpan<object?> values);

    public abstract void Dispose();
}
