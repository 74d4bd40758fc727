using System.Globalization;

namespace Aggregator.EndToEnd.Collectors;

/// <summary>A span as it arrived (opentelemetry/proto/trace/v1/trace.proto).</summary>
internal sealed record CollectedSpan(
    string Trace, string Id, string Parent, string Name, int Kind, ulong Start, ulong End, IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<(string Name, IReadOnlyDictionary<string, string> Attributes)> Events, IReadOnlyList<(string Trace, string Id)> Links, bool IsError, string Status)
{
    public static CollectedSpan Read(ProtoMessage span) => new(
        span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), (int)span.Number(6), span.Number(7), span.Number(8), Keys(span.Messages(9)),
        [.. span.Messages(11).Select(e => (e.Text(2), Keys(e.Messages(3))))], [.. span.Messages(13).Select(link => (link.Hex(1), link.Hex(2)))],
        span.Messages(15).Any(status => status.Number(3) == 2), string.Concat(span.Messages(15).Select(status => status.Text(2))));

    public static IReadOnlyDictionary<string, string> Keys(IEnumerable<ProtoMessage> attributes) =>
        attributes.ToDictionary(attribute => attribute.Text(1), attribute => Value(attribute.Messages(2).Single()));

    private static string Value(ProtoMessage any) => any.Has(1) ? any.Text(1)
        : any.Has(2) ? any.Number(2) == 1 ? "true" : "false"
        : any.Has(4) ? BitConverter.UInt64BitsToDouble(any.Number(4)).ToString(CultureInfo.InvariantCulture)
        : ((long)any.Number(3)).ToString(CultureInfo.InvariantCulture);
}
