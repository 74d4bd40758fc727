namespace Aggregator.Storage.Reading.Status;

/// <summary>What somebody should look at; the words are stable.</summary>
internal static class AttentionKind
{
    public const string Daemon = "daemon";
    public const string Lists = "lists";
    public const string Late = "late";
    public const string Job = "job";
    public const string Webhook = "webhook";
    public const string Feed = "feed";
}
