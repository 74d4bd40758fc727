namespace Aggregator.Normalizing;

/// <summary>What becomes of an element, and what the stream cleaner has to know of how browsers nest it. One instance a name: compared by reference.</summary>
internal sealed class ElementRule(string name, ElementFate fate, ElementTraits traits, AttributeRule[] attributes)
{
    /// <summary>Lower case; empty for a name that no rule knows.</summary>
    public string Name { get; } = name;

    public ElementFate Fate { get; } = fate;

    public ElementTraits Traits { get; } = traits;

    /// <summary>Allow-listed ones, in the order in which they are written.</summary>
    public AttributeRule[] Attributes { get; } = attributes;

    public bool Is(ElementTraits trait) => (Traits & trait) != 0;
}
