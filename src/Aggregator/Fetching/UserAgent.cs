using System.Globalization;
using System.Reflection;
using Aggregator.Configuration;

namespace Aggregator.Fetching;

/// <summary>Who we say we are, on every outgoing call: <c>Aggregator/1.2.3 (+https://example.org/contact; 57 subscriptions)</c>.</summary>
/// <param name="contactUrl"><c>Fetching:ContactUrl</c>, or null.</param>
/// <param name="catalog">Whose enabled feeds are counted, or null where nobody has one.</param>
internal sealed class UserAgent(string? contactUrl, CatalogSource? catalog)
{
    private static readonly string Product =
        $"Aggregator/{typeof(UserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0"}";

    private volatile Composed? _last;

    /// <summary>The header's value. It changes only with the catalog.</summary>
    public string Value
    {
        get
        {
            var current = catalog?.Current;
            if (_last is not { } last || !ReferenceEquals(last.Of, current)) _last = last = new(current, Compose(current));
            return last.Text;
        }
    }

    private string Compose(Catalog? current)
    {
        var contact = string.IsNullOrWhiteSpace(contactUrl) || !HeaderRules.IsSendable(contactUrl) ? null : $"+{contactUrl.Trim()}";
        var count = current is null ? null : string.Create(CultureInfo.InvariantCulture, $"{current.Feeds.Count(feed => feed.Enabled)} subscriptions");
        var comment = string.Join("; ", new[] { contact, count }.OfType<string>());
        return comment.Length == 0 ? Product : $"{Product} ({comment})";
    }

    private sealed class Composed(Catalog? of, string text)
    {
        public Catalog? Of => of;

        public string Text => text;
    }
}
