using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Aggregator.Outputs.GoogleReader;

/// <summary>A call that was admitted, and how it is answered.</summary>
internal sealed class ReaderCall(HttpContext context, string account)
{
    /// <summary>Whose state it reads and changes.</summary>
    public string Account => account;

    public HttpContext Context => context;

    public Task TextAsync(string text) => SendAsync("text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    /// <param name="write">The members of the object.</param>
    public Task JsonAsync(Action<Utf8JsonWriter> write)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, JsonForms.Lines))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return SendAsync("application/json; charset=utf-8", memory.ToArray());
    }

    public Task RefuseAsync(int status, string why) => Problem.WriteAsync(context.Response, status, why);

    public Task SendAsync(string type, byte[] body)
    {
        context.Response.ContentType = type;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
