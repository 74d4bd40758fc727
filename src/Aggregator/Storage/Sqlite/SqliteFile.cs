using System.Buffers.Binary;

namespace Aggregator.Storage.Sqlite;

/// <summary>What can be said of a database file without opening it.</summary>
internal static class SqliteFile
{
    private const int HeaderLength = 100;

    /// <summary>The files that SQLite keeps beside it.</summary>
    public static string WriteAheadLog(string path) => path + "-wal";

    public static string SharedMemory(string path) => path + "-shm";

    /// <summary>Why it must not be opened, in one sentence with the remedy; null when nothing speaks against it.</summary>
    public static string? Objection(string path)
    {
        if (!File.Exists(path))
        {
            return HasLog(path)
                ? $"{path} is missing, but its write-ahead log is there: it was moved or deleted without it. Put it back, or restore a backup (aggregator restore FILE); remove {WriteAheadLog(path)} to start anew."
                : null;
        }
        // In this order: another process that checkpoints now first has its log, then the whole file, then no log.
        var expected = ExpectedLength(path);
        var hasLog = HasLog(path);
        var length = new FileInfo(path).Length;
        if (length == 0)
            return $"{path} is an empty file, not a database; restore it from a backup (aggregator restore FILE), or remove it to start anew.";
        // A checkpoint writes the first page, which counts them, before the last: until it has ended, the rest is in the log, and SQLite takes it from there.
        return expected > length && !hasLog
            ? $"{path} is damaged: {length} bytes are there, {expected} were written. Restore a backup (aggregator restore FILE); it is left as it is."
            : null;
    }

    private static bool HasLog(string path) => new FileInfo(WriteAheadLog(path)) is { Exists: true, Length: > 0 };

    // SQLite's file format §1.3: page size at 16, pages at 28, the latter valid when the change counters at 24 and 92 agree.
    private static long ExpectedLength(string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.StartsWith("SQLite format 3\0"u8))
            return 0;
        var pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..]) is var size && size == 1 ? 65_536 : size;
        return header[24..28].SequenceEqual(header[92..96]) ? (long)pageSize * BinaryPrimitives.ReadUInt32BigEndian(header[28..]) : 0;
    }
}
