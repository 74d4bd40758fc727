using System.Buffers;
using System.Text;

namespace Aggregator.Outputs.Pages;

/// <summary>Text straight to bytes.</summary>
internal sealed class Utf8Writer(IBufferWriter<byte> bytes) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <summary>A pair of surrogates must not be cut between two calls; the renderer writes whole texts.</summary>
    public override void Write(ReadOnlySpan<char> buffer) => Encoding.UTF8.GetBytes(buffer, bytes);
}
