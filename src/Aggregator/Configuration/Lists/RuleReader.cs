using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Aggregator.Configuration.Reading;
using Aggregator.Configuration.Rules;

namespace Aggregator.Configuration.Lists;

/// <summary>Reads keep, drop and tag rules. Equal patterns are compiled once, however many feeds carry them.</summary>
internal sealed class RuleReader(ErrorCollector errors)
{
    private const int MaxDepth = 8;
    private const string Example = "{title: words}, {title: /expression/} or {all: […]}";

    private static readonly Dictionary<string, EntryField> Fields = new()
    {
        ["any"] = EntryField.Any,
        ["author"] = EntryField.Author,
        ["category"] = EntryField.Category,
        ["content"] = EntryField.Content,
        ["language"] = EntryField.Language,
        ["link"] = EntryField.Link,
        ["title"] = EntryField.Title,
        ["url"] = EntryField.Link,
    };

    /// <summary>Keys of a condition; a list under <c>any</c> holds conditions, a text is looked for in any field.</summary>
    public static readonly ImmutableArray<string> Names = [.. Fields.Keys.Append("age").Append("all").Append("not").Order(StringComparer.Ordinal)];

    private readonly Dictionary<string, Regex> _compiled = [];

    /// <summary>The rules that are good; errors are reported.</summary>
    public ImmutableArray<EntryRule> Read(string key, PlacedNode node)
    {
        if (node is PlacedSequence list)
            return [.. list.Items.Select(item => ReadRule(key, item, 1)).OfType<EntryRule>()];
        errors.Add(node.Location, $"{key} must be a list of rules such as {Example}, not {node.Kind}");
        return [];
    }

    /// <summary>A tag may have one rule or several, each of which is enough.</summary>
    public ImmutableArray<TagRule> ReadTags(PlacedNode node)
    {
        if (node is not PlacedMapping tags)
        {
            errors.Add(node.Location, $"tag must be a mapping of tags to rules, such as {{security: [{{title: CVE}}]}}, not {node.Kind}");
            return [];
        }

        var rules = ImmutableArray.CreateBuilder<TagRule>();
        foreach (var (place, name, value) in tags.Members)
        {
            if (name.Trim().Length is 0 or > 500 || name.Any(char.IsControl))
                errors.Add(place, "a tag must be 1 to 500 characters on one line");
            else
                rules.AddRange(Read("tag", value is PlacedSequence ? value : new PlacedSequence(value.Location, [value])).Select(rule => new TagRule(name.Trim(), rule)));
        }

        return rules.DrainToImmutable();
    }

    private EntryRule? ReadRule(string key, PlacedNode node, int depth)
    {
        if (node is not PlacedMapping { Members.IsEmpty: false } mapping)
        {
            errors.Add(node.Location, $"a rule of {key} must be a field and what to look for in it, such as {Example}, not {node.Kind}");
            return null;
        }

        if (depth > MaxDepth)
        {
            errors.Add(node.Location, $"rules nest deeper than {MaxDepth} levels");
            return null;
        }

        // Several fields of one rule must all match; one that is bad spoils the rule, or it would match more than was meant.
        var parts = mapping.Members.Select(member => ReadMember(key, member, depth)).ToList();
        return parts.Contains(null) ? null : parts is [var only] ? only : new EntryRule.All([.. parts.OfType<EntryRule>()]);
    }

    private EntryRule? ReadMember(string key, PlacedMember member, int depth)
    {
        switch (member)
        {
            case { Key: "not" }:
                return ReadRule(key, member.Value, depth + 1) is { } rule ? new EntryRule.Not(rule) : null;
            case { Key: "all" or "any", Value: PlacedSequence { Items.IsEmpty: false } list }:
                var rules = list.Items.Select(item => ReadRule(key, item, depth + 1)).ToList();
                return rules.Contains(null) ? null
                    : member.Key == "all" ? new EntryRule.All([.. rules.OfType<EntryRule>()])
                    : new EntryRule.Any([.. rules.OfType<EntryRule>()]);
            case { Key: "all" }:
                errors.Add(member.Value.Location, $"all must be a list of rules, not {member.Value.Kind}");
                return null;
            case { Key: "age" }:
                return ReadAge(member.Value);
        }

        if (!Fields.TryGetValue(member.Key, out var field))
        {
            errors.Add(member.Location, FeedKeys.Unknown(member.Key, Names, null));
            return null;
        }

        if (member.Value is PlacedScalar { Text: { Length: > 0 } text })
            return ReadMatch(field, text, member.Value.Location);
        errors.Add(member.Value.Location, $"{member.Key} must be words or /expression/, not {member.Value.Kind}");
        return null;
    }

    private EntryRule.Aged? ReadAge(PlacedNode node)
    {
        var text = (node as PlacedScalar)?.Text?.Trim() ?? "";
        var signed = text.StartsWith('<') || text.StartsWith('>');
        if (Durations.TryParse(signed ? text.AsSpan(1).Trim() : text, out var limit))
            return new EntryRule.Aged(limit, younger: text[0] == '<');
        errors.Add(node.Location, $"age is {node.Kind}; allowed is '>' (older than) or '<' (younger than) and {Durations.Allowed}, such as '>30d'");
        return null;
    }

    private EntryRule.Matching? ReadMatch(EntryField field, string text, SourceLocation place)
    {
        if (!_compiled.TryGetValue(text, out var pattern))
        {
            if (RulePattern.Compile(text, out var fault) is not { } compiled)
            {
                errors.Add(place, fault);
                return null;
            }

            _compiled[text] = pattern = compiled;
        }

        return new EntryRule.Matching(field, text.StartsWith('/') ? text : $"\"{text}\"", pattern);
    }
}
