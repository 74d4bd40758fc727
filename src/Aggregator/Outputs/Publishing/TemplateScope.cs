namespace Aggregator.Outputs.Publishing;

/// <summary>
/// What a template may name. A text is always escaped; only what was put in as HTML, which is sanitised article text and nothing else, stands as it is. So no
/// template can be written that lets a title through as markup.
/// </summary>
internal sealed class TemplateScope(TemplateScope? outer = null)
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);

    public TemplateScope Text(string name, string? value) => Set(name, string.IsNullOrEmpty(value) ? null : value);

    /// <param name="name">Of the value.</param>
    /// <param name="sanitised">As the store has it.</param>
    public TemplateScope Html(string name, string? sanitised) => Set(name, string.IsNullOrEmpty(sanitised) ? null : new TemplateMarkup(sanitised));

    public TemplateScope List(string name, Func<TemplateScope, IEnumerable<TemplateScope>> items) => Set(name, items(this).ToList());

    /// <summary>A text, a <see cref="TemplateMarkup"/> or a list of scopes; null when there is nothing, here or further out.</summary>
    public object? Find(string name) => _values.TryGetValue(name, out var value) ? value : outer?.Find(name);

    private TemplateScope Set(string name, object? value)
    {
        if (value is not null)
            _values[name] = value;
        return this;
    }
}

/// <summary>HTML that needs no escaping.</summary>
internal sealed record TemplateMarkup(string Html);
