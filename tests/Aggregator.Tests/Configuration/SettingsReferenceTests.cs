using System.Collections;
using Aggregator.Configuration;

namespace Aggregator.Tests.Configuration;

public sealed class SettingsReferenceTests
{
    [Fact]
    public void The_table_in_the_operators_reference_is_true()
    {
        var file = Path.Combine(SourceTree.Config, "README.md");
        var text = File.ReadAllText(file);
        var start = text.IndexOf('\n', text.IndexOf("<!-- settings", StringComparison.Ordinal)) + 1;
        var end = text.IndexOf("<!-- /settings", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("AGGREGATOR_TEST_REWRITE") == "1")
            File.WriteAllText(file, string.Concat(text.AsSpan(0, start), SettingsReference.ToMarkdown(), text.AsSpan(end)));
        else
            Assert.Equal(SettingsReference.ToMarkdown(), text[start..end]);
    }

    [Fact]
    public void Every_default_lies_in_its_own_range() => Assert.All(
        SettingsReference.All,
        setting => Assert.True(setting.Default.Length == 0 || setting.Read(new Aggregator.Configuration.Reading.PlacedScalar(default, setting.Default)) is not null, setting.Key));

    [Fact]
    public void Every_option_says_why() => Assert.All(SettingsReference.All, setting => Assert.EndsWith(".", setting.Attribute.Why, StringComparison.Ordinal));

    [Fact]
    public void No_option_is_forgotten() => Assert.Equal(
        typeof(Settings).GetProperties().Where(p => p.Name != "EqualityContract").Sum(p => p.PropertyType.GetProperties().Length),
        SettingsReference.All.Length);

    [Fact]
    public void The_shipped_file_shows_every_setting_at_its_default()
    {
        var file = Path.Combine(SourceTree.Config, SettingsLoader.FileName);
        var loaded = Assert.IsType<SettingsOutcome.Loaded>(SettingsLoader.Load(SourceTree.Config, [], new Hashtable())).Settings;
        var text = File.ReadAllText(file);
        Assert.All(SettingsReference.All, setting =>
        {
            Assert.Contains($"\"{setting.Option.Name}\":", text, StringComparison.Ordinal);
            Assert.Equal(setting.Option.GetValue(setting.Section.GetValue(new Settings())), setting.Option.GetValue(setting.Section.GetValue(loaded)));
        });
    }
}
