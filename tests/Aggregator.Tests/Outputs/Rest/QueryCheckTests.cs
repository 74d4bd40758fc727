using Aggregator.Outputs.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Outputs.Rest;

public sealed class QueryCheckTests
{
    [Fact]
    public async Task An_answer_is_written_once_where_the_task_of_a_handler_is_taken_for_the_answer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Without metadata for tasks a second answer is an error, as it is in the program.
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolver = RestJson.Default);
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        // What native code makes of every handler.
        app.MapRead("/late", "late", "", (HttpContext context) => (object)WriteAsync(context));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Assert.Equal("whole", await client.GetStringAsync(new Uri("/late", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    private static async Task WriteAsync(HttpContext context)
    {
        await Task.Yield();
        await context.Response.WriteAsync("whole");
    }
}
