using System.Text;

namespace Aggregator.Parsing.Repairing;

/// <summary>The elements that are open, and the end tags they still need. Constant work for each tag, whatever does not match.</summary>
internal sealed class OpenTags(StringBuilder output)
{
    private readonly List<(string Name, bool Written)> _open = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _open.Count;

    public string? Top => _open.Count > 0 ? _open[^1].Name : null;

    public string? Parent => _open.Count > 1 ? _open[^2].Name : null;

    public bool Contains(string name) => _counts.GetValueOrDefault(name) > 0;

    public bool Any(Func<string, bool> condition) => _open.Exists(tag => condition(tag.Name));

    public void Push(string name, bool written)
    {
        _open.Add((name, written));
        _counts[name] = _counts.GetValueOrDefault(name) + 1;
    }

    public void Pop()
    {
        var (name, written) = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        _counts[name]--;
        if (written)
            output.Append("</").Append(name).Append('>');
    }

    /// <summary>Closes the innermost element of that name and everything inside it. False when none is open.</summary>
    public bool CloseTo(string name)
    {
        if (!Contains(name))
            return false;
        while (!_open[^1].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            Pop();
        Pop();
        return true;
    }
}
