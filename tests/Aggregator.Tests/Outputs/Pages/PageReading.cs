using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Aggregator.Tests.Outputs.Rest;

namespace Aggregator.Tests.Outputs.Pages;

/// <summary>Opens pages of a server as a browser without scripts does, and looks at what every page must have.</summary>
internal static class PageReading
{
    public static async Task<IDocument> OpenAsync(this ApiServer server, string path, int status = 200)
    {
        using var answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode == status, $"{path} answered {(int)answer.StatusCode}: {text} {string.Join('\n', server.Log.Lines)}");
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var page = new HtmlParser().ParseDocument(text);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotEmpty(page.Title ?? "");
        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src]), [onclick]"));
        Assert.All(page.QuerySelectorAll("[src], link[href]"), element =>
            Assert.StartsWith("/assets/", element.GetAttribute("src") ?? element.GetAttribute("href"), StringComparison.Ordinal));
        return page;
    }

    /// <summary>Sends a form as a browser does from one of our own pages.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this ApiServer server, string path, IEnumerable<KeyValuePair<string, string>> fields, params (string Name, string Value)[] headers)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        foreach (var (name, value) in headers.Length > 0 ? headers : [("Sec-Fetch-Site", "same-origin")])
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>What people read of an element, with single blanks.</summary>
    public static string Words(this IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static IElement Find(this IParentNode node, string selector) => node.QuerySelector(selector) ?? throw new Xunit.Sdk.XunitException($"nothing is {selector}");
}
