using System.Xml.Linq;

namespace Aggregator.Parsing.Fields;

/// <summary>The children of one name, for <c>foreach</c>. Unlike <see cref="XContainer.Elements(XName)"/> it allocates nothing: every entry is asked for dozens of names.</summary>
internal readonly struct Children(XElement parent, XName name)
{
    public Enumerator GetEnumerator() => new(parent, name);

    public struct Enumerator(XElement parent, XName name)
    {
        private XNode? _next = parent.FirstNode;

        public XElement Current { get; private set; } = parent;

        public bool MoveNext()
        {
            while (_next is { } node)
            {
                _next = node.NextNode;
                if (node is XElement element && element.Name == name)
                {
                    Current = element;
                    return true;
                }
            }
            return false;
        }
    }
}
