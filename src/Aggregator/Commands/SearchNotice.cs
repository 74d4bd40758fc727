using Aggregator.Storage;

namespace Aggregator.Commands;

/// <summary>Tells whoever looks for words that some articles cannot be found yet.</summary>
internal static class SearchNotice
{
    public static void Write(Database database)
    {
        if (database.SearchBacklog.Notice is { } notice)
            Terminal.Warning($"{notice}, by the daemon if one runs; 'aggregator doctor --reindex' does it at once.");
    }
}
