using Aggregator.Outputs.Publishing;

namespace Aggregator.Tests.Outputs.Publishing;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("plain {text}", "plain {text}")]
    [InlineData("{{name}} {{ name }}", "A &lt;b&gt; &amp; &quot;c&quot; A &lt;b&gt; &amp; &quot;c&quot;")]
    [InlineData("{{body}}", "<p>whole</p>")]
    [InlineData("[{{nothing}}]", "[]")]
    [InlineData("{{#name}}yes{{/name}}{{^name}}no{{/name}}", "yes")]
    [InlineData("{{#nothing}}yes{{/nothing}}{{^nothing}}no{{/nothing}}", "no")]
    [InlineData("{{#items}}<{{n}}:{{kind}}>{{/items}}", "<1:x><2:x>")]
    [InlineData("{{#none}}yes{{/none}}{{^none}}no{{/none}}", "no")]
    [InlineData("{{#items}}{{#items}}{{n}}{{/items}};{{/items}}", "12;12;")]
    public void Places_are_filled_and_texts_are_escaped(string template, string expected) => Assert.Equal(expected, Read(template).Fill(Scope()));

    [Theory]
    [InlineData("one\n{{open", "line 2: {{ is not closed")]
    [InlineData("{{#a}}\n{{/b}}", "line 2: {{/b}} closes what was not opened last")]
    [InlineData("{{/a}}", "closes what was not opened")]
    [InlineData("\n\n{{#a}}", "line 3: {{#a}} is not closed")]
    [InlineData("{{}}", "must hold a name")]
    [InlineData("{{{body}}}", "must hold a name")]
    [InlineData("{{a.b}}", "must hold a name")]
    public void Mistakes_are_told_with_their_line(string template, string problem)
    {
        Assert.Null(Template.Read(template, out var told));
        Assert.Contains(problem, told, StringComparison.Ordinal);
    }

    private static Template Read(string text)
    {
        var template = Template.Read(text, out var problem);
        Assert.Null(problem);
        return template!;
    }

    private static TemplateScope Scope() => new TemplateScope()
        .Text("name", "A <b> & \"c\"")
        .Text("nothing", null)
        .Text("kind", "x")
        .Html("body", "<p>whole</p>")
        .List("none", _ => [])
        .List("items", outer => [new TemplateScope(outer).Text("n", "1"), new TemplateScope(outer).Text("n", "2")]);
}
