using System.Xml.Linq;
using Aggregator.Parsing.Dates;

namespace Aggregator.Parsing.Fields;

/// <summary>The first of several date elements that can be read.</summary>
internal static class DateFields
{
    public static DateTimeOffset? First(XElement parent, DiagnosticLog log, params ReadOnlySpan<XName> names)
    {
        foreach (var name in names)
        {
            if (Elements.FirstValue(parent, name) is not { } written)
                continue;
            if (Read(written, log) is { } date)
                return date;
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
