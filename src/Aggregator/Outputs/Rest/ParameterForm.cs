using System.Collections.Immutable;
using System.Globalization;
using Aggregator.Configuration;

namespace Aggregator.Outputs.Rest;

/// <summary>What values of a parameter look like.</summary>
internal abstract record ParameterForm
{
    private ParameterForm()
    {
    }

    /// <summary>What it should be, for whoever sent something else.</summary>
    public abstract string Remedy { get; }

    /// <summary>Null when the text is no such value.</summary>
    public abstract object? Read(string text);

    /// <summary>A whole number.</summary>
    public sealed record Whole(long Least, long Most, long? Default = null) : ParameterForm
    {
        public override string Remedy => string.Create(CultureInfo.InvariantCulture, $"give a whole number from {Least} to {Most}");

        public override object? Read(string text) =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= Least && number <= Most ? number : null;
    }

    /// <summary>Any text that is not empty.</summary>
    public sealed record Words(int Most) : ParameterForm
    {
        public override string Remedy => string.Create(CultureInfo.InvariantCulture, $"give 1 to {Most} characters");

        public override object? Read(string text) => text.Length > 0 && text.Length <= Most && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
    }

    /// <summary>A date, or an instant (RFC 3339).</summary>
    public sealed record Instant : ParameterForm
    {
        private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFK"];

        public override string Remedy => "give a date or an instant with its zone, such as 2026-03-01 or 2026-03-01T12:00:00Z";

        public override object? Read(string text) =>
            DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;
    }

    /// <summary>A time span, such as <c>30s</c>.</summary>
    public sealed record Span(TimeSpan Most) : ParameterForm
    {
        public override string Remedy => $"give a time up to {Durations.Format(Most)}, such as 30s";

        public override object? Read(string text) => Durations.TryParse(text, out var span) && span >= TimeSpan.Zero && span <= Most ? span : null;
    }

    /// <summary>One of some words.</summary>
    public sealed record Choice(ImmutableArray<string> Of) : ParameterForm
    {
        public override string Remedy => $"give one of {string.Join(", ", Of)}";

        public override object? Read(string text) => Of.Contains(text) ? text : null;
    }

    /// <summary>Some of some words, with commas between.</summary>
    public sealed record Choices(ImmutableArray<string> Of) : ParameterForm
    {
        public override string Remedy => $"give some of {string.Join(", ", Of)}, with commas between";

        public override object? Read(string text) => text.Split(',', StringSplitOptions.TrimEntries) is { Length: > 0 } words && words.All(word => Of.Contains(word)) ? words : null;
    }

    /// <summary>What a page before gave as its <c>next</c>.</summary>
    public sealed record Place : ParameterForm
    {
        public override string Remedy => "give the value of next as the page before has it, with the same filters";

        public override object? Read(string text) => PlaceText.Read(text);
    }
}
