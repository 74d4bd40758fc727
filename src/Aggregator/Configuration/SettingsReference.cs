using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using Aggregator.Configuration.Binding;

namespace Aggregator.Configuration;

/// <summary>Every setting there is, from the option records themselves.</summary>
internal static class SettingsReference
{
    public static readonly ImmutableArray<SettingDescription> All = Describe();

    public static readonly ImmutableArray<string> Sections = [.. All.Select(s => s.Section.Name).Distinct()];

    private static readonly Dictionary<string, SettingDescription> ByKey = All.ToDictionary(s => s.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Case of letters is ignored; null when there is no such setting.</summary>
    public static SettingDescription? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The table of <c>config/README.md</c>.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("| setting | default | allowed | why |\n| --- | --- | --- | --- |\n");
        foreach (var setting in All)
        {
            var value = setting.Default.Length == 0 ? "" : $"`{setting.Default}`";
            text.Append($"| `{setting.Key}` | {value} | {setting.Range} | {setting.Attribute.Why} |\n");
        }

        return text.ToString();
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The option records are in this program, which is kept as a whole (TrimmerRootAssembly).")]
    private static ImmutableArray<SettingDescription> Describe() =>
    [
        .. from section in typeof(Settings).GetProperties(BindingFlags.Public | BindingFlags.Instance)
           from option in section.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           let attribute = option.GetCustomAttribute<SettingAttribute>()
           where attribute is not null
           select new SettingDescription($"{section.Name}:{option.Name}", section, option, attribute),
    ];
}
