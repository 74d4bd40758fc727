using System.Text;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Repairing;

/// <summary>Remembers which prefixes a document uses and declares, so that the root can declare those that are missing where they are used.</summary>
internal sealed class PrefixTable
{
    /// <summary>Feeds use a dozen; beyond, names lose their prefix and with it their meaning.</summary>
    private const int Most = 200;

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _onRoot = new(StringComparer.Ordinal);

    public bool Use(string prefix) => prefix == "xml" || _used.Contains(prefix) || (_used.Count < Most && _used.Add(prefix));

    public void Declare(string prefix, string name, bool onRoot)
    {
        if (_declared.Count < Most)
            _declared.TryAdd(prefix, name);
        if (onRoot)
            _onRoot.Add(prefix);
    }

    public string Missing()
    {
        var missing = new StringBuilder();
        foreach (var prefix in _used)
        {
            if (!_onRoot.Contains(prefix))
                missing.Append(" xmlns:").Append(prefix).Append("=\"").Append(NameOf(prefix)).Append('"');
        }

        return missing.ToString();
    }

    private string NameOf(string prefix) =>
        _declared.TryGetValue(prefix, out var declared) ? System.Security.SecurityElement.Escape(declared)
        : Namespaces.OfPrefix(prefix) is { } vocabulary and not Vocabulary.Rss ? Namespaces.NameOf(vocabulary).NamespaceName
        : "urn:undeclared:" + prefix;
}
