using System.Text;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Lists;

/// <summary>Reads bytes that carry no file name: what they are is told by how they begin.</summary>
internal static class ListTrees
{
    /// <summary>The tree; null when there is nothing in it, or after the reason was reported.</summary>
    public static PlacedNode? Read(string name, byte[] bytes, ErrorCollector errors)
    {
        var start = bytes.AsSpan();
        if (start.StartsWith(Encoding.UTF8.Preamble))
            start = start[Encoding.UTF8.Preamble.Length..];
        start = start.TrimStart(" \t\r\n"u8);
        using var stream = new MemoryStream(bytes);
        if (start.StartsWith("<"u8))
            return OpmlReader.Read(name, stream, errors);
        if (start.StartsWith("{"u8))
            return JsonTreeReader.Read(name, bytes, StringComparer.Ordinal, errors);
        using var text = new StreamReader(stream, Encoding.UTF8);
        return YamlTreeReader.Read(name, text, errors);
    }
}
