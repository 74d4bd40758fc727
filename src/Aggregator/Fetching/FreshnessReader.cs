using System.Net.Http.Headers;

namespace Aggregator.Fetching;

/// <summary>
/// Reads what an answer says about when to come back. Lenient (typed headers of the framework give nothing at all for one odd value)
/// and saturating: no number is too large. What cannot be read, or lies in the past, asks for nothing.
/// </summary>
internal static class FreshnessReader
{
    /// <summary>The largest delta that is told apart (RFC 9111 §1.2.2); far enough, and safe to add to any date.</summary>
    public static readonly TimeSpan Forever = TimeSpan.FromSeconds(1L << 31);

    /// <summary>
    /// <c>s-maxage</c> speaks to shared caches (RFC 9111 §5.2.2.10), and we are a private one. Where it stands alone, a cache in front of
    /// the publisher repeats the same answer for that long, so it is heeded; but sites that purge their cache set it to a year, so only to a day.
    /// </summary>
    private static readonly TimeSpan LongestShared = TimeSpan.FromDays(1);

    /// <param name="response">The answer.</param>
    /// <param name="now">The moment of the answer, used where it carries no <c>Date</c>.</param>
    public static FreshnessHints Read(HttpResponseMessage response, DateTimeOffset now)
    {
        var headers = response.Headers.NonValidated;
        var expires = Values(response.Content.Headers.NonValidated, "Expires");
        var retry = Values(headers, "Retry-After");
        var cache = Values(headers, "Cache-Control");
        if (retry.Count == 0 && cache.Count == 0 && expires.Count == 0) return FreshnessHints.None;

        // A server's dates are compared with its own clock, which may be wrong.
        var date = HttpDate.Read(First(headers, "Date")) ?? now;
        var age = Seconds(First(headers, "Age")) ?? TimeSpan.Zero;
        return new(RetryAfter(retry, date), FreshFor(cache, expires, date, age));
    }

    /// <summary>A whole number of seconds, or null. Negative is null; a fraction is cut, and anything beyond <see cref="Forever"/> is that.</summary>
    public static TimeSpan? Seconds(ReadOnlySpan<char> text)
    {
        text = text.Trim().Trim('"').Trim();
        var dot = text.IndexOf('.');
        var whole = dot < 0 ? text : text[..dot];
        if (whole.IsEmpty || whole.ContainsAnyExceptInRange('0', '9') || (dot >= 0 && text[(dot + 1)..].ContainsAnyExceptInRange('0', '9'))) return null;
        return long.TryParse(whole, out var seconds) && seconds < 1L << 31 ? TimeSpan.FromSeconds(seconds) : Forever;
    }

    /// <summary>Several values are a mistake of somebody's; the longest wait offends nobody.</summary>
    private static TimeSpan? RetryAfter(HeaderStringValues values, DateTimeOffset date)
    {
        TimeSpan? longest = null;
        foreach (var value in values)
        {
            if (HttpDate.Read(value) is { } until) Take(until > date ? Min(until - date, Forever) : null);
            else foreach (var part in value.Split(',')) Take(Seconds(part));
        }

        return longest;

        void Take(TimeSpan? wait) => longest = longest is { } known && !(wait > known) ? known : wait;
    }

    private static TimeSpan? FreshFor(HeaderStringValues cache, HeaderStringValues expires, DateTimeOffset date, TimeSpan age)
    {
        var lifetime = Directive(cache, "max-age");
        if (lifetime is null && Directive(cache, "s-maxage") is { } shared) lifetime = Min(shared, LongestShared);
        if (lifetime is null)
        {
            foreach (var value in expires) lifetime ??= HttpDate.Read(value) - date;
        }

        return lifetime - age is { } left && left > TimeSpan.Zero ? Min(left, Forever) : null;
    }

    /// <summary>The first readable value of a directive; semicolons between directives and quotes around numbers are taken for what they were meant.</summary>
    private static TimeSpan? Directive(HeaderStringValues values, string name)
    {
        foreach (var value in values)
        {
            foreach (var part in value.Split(',', ';'))
            {
                var equals = part.IndexOf('=');
                if (equals > 0 && part.AsSpan(0, equals).Trim().Equals(name, StringComparison.OrdinalIgnoreCase) && Seconds(part.AsSpan(equals + 1)) is { } seconds)
                    return seconds;
            }
        }

        return null;
    }

    private static HeaderStringValues Values(HttpHeadersNonValidated headers, string name) => headers.TryGetValues(name, out var values) ? values : default;

    private static string? First(HttpHeadersNonValidated headers, string name)
    {
        foreach (var value in Values(headers, name)) return value;
        return null;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
