using System.Text.RegularExpressions;
using Aggregator.Configuration;
using Aggregator.Tests.Architecture;
using YamlDotNet.RepresentationModel;

namespace Aggregator.Tests.Configuration;

/// <summary>The examples for containers, as far as they can be held against something without an engine.</summary>
public sealed partial class DeploymentExamplesTests
{
    private static readonly string[] Files = ["compose.yaml", "kubernetes/aggregator.yaml"];

    [Fact]
    public void They_are_yaml_and_name_only_settings_that_exist()
    {
        foreach (var file in Files)
        {
            var text = Read(file);
            Documents(text);
            var names = Variable().Matches(text).Select(match => match.Groups["key"].Value.Replace("__", ":", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(names);
            Assert.All(names, name => Assert.NotNull(SettingsReference.Find(name)));
        }
    }

    [Fact]
    public void The_alert_rules_are_yaml()
    {
        var groups = (YamlSequenceNode)((YamlMappingNode)Documents(Read("monitoring/alerts.yaml")).Single())["groups"];
        Assert.NotEmpty(((YamlSequenceNode)groups.Single()["rules"]).Children);
    }

    [Fact]
    public void Their_settings_are_accepted_together()
    {
        var secret = Path.GetTempFileName();
        try
        {
            File.WriteAllText(secret, "postgres://aggregator:word@postgres/aggregator");
            var environment = new Dictionary<string, string>
            {
                ["AGGREGATOR_Storage__Provider"] = "postgres",
                ["AGGREGATOR_Storage__ConnectionString_FILE"] = secret,
                ["AGGREGATOR_Logging__Format"] = "json",
            };
            foreach (var file in Files)
                Assert.All(environment.Keys, name => Assert.Contains(name, Read(file), StringComparison.Ordinal));
            var loaded = Assert.IsType<SettingsOutcome.Loaded>(SettingsLoader.Load("nowhere", [], environment));
            Assert.Equal("postgres://aggregator:word@postgres/aggregator", loaded.Settings.Storage.ConnectionString);
        }
        finally
        {
            File.Delete(secret);
        }
    }

    [Fact]
    public void Every_volume_secret_and_label_that_is_used_is_declared()
    {
        var compose = (YamlMappingNode)Documents(Read("compose.yaml")).Single();
        var services = (YamlMappingNode)compose["services"];
        var secrets = services.Children.Values.OfType<YamlMappingNode>().SelectMany(service => (YamlSequenceNode)service["secrets"]).Select(node => node.ToString());
        Assert.All(secrets, secret => Assert.True(((YamlMappingNode)compose["secrets"]).Children.ContainsKey(secret), secret));

        var (deployment, service) = (Documents(Read("kubernetes/aggregator.yaml"))[0], Documents(Read("kubernetes/aggregator.yaml"))[1]);
        var pod = deployment["spec"]["template"]["spec"];
        var volumes = ((YamlSequenceNode)pod["volumes"]).Select(volume => volume["name"].ToString()).ToHashSet();
        Assert.All((YamlSequenceNode)pod["containers"][0]["volumeMounts"], mount => Assert.Contains(mount["name"].ToString(), volumes));
        Assert.Equal(deployment["spec"]["selector"]["matchLabels"], deployment["spec"]["template"]["metadata"]["labels"]);
        Assert.Equal(deployment["spec"]["selector"]["matchLabels"], service["spec"]["selector"]);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Require(), "config", file));

    private static List<YamlNode> Documents(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    [GeneratedRegex("AGGREGATOR_(?<key>[A-Za-z]+__[A-Za-z]+?)(_FILE)?\\b", RegexOptions.NonBacktracking)]
    private static partial Regex Variable();
}
