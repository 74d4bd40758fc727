using System.Xml.Linq;
using Aggregator.Parsing.Dates;

namespace Aggregator.Parsing.Fields;

/// <summary>The first of several kinds of date elements that can be read; of elements of one kind the last, which programs that edit feeds append.</summary>
internal static class DateFields
{
    public static DateTimeOffset? First(XElement parent, DiagnosticLog log, params ReadOnlySpan<XName> names)
    {
        foreach (var name in names)
        {
            DateTimeOffset? last = null;
            for (var node = parent.FirstNode; node is not null; node = node.NextNode)
            {
                if (node is XElement element && element.Name == name)
                    last = Read(element.Value, log) ?? last;
            }

            if (last is not null)
                return last;
        }

        return null;
    }

    public static DateTimeOffset? Read(string? written, DiagnosticLog log)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        var date = DateReader.Read(written);
        if (date is null)
            log.Add(DiagnosticCode.DateUnreadable, written.Length > 60 ? written[..60] : written);
        return date;
    }
}
