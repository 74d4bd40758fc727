namespace Aggregator.Configuration;

/// <summary>Which database keeps everything.</summary>
internal enum StorageProvider
{
    /// <summary>A file in the data directory; one daemon.</summary>
    Sqlite,

    /// <summary>A server; any number of daemons.</summary>
    Postgres,
}
