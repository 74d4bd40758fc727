namespace Aggregator.Storage;

/// <summary>Bytes as a parameter: bare arrays are taken for lists, and written out.</summary>
internal readonly record struct Blob(byte[]? Bytes);
