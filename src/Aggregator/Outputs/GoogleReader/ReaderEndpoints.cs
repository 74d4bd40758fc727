using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Configuration.Exchange;
using Aggregator.Outputs.Access;
using Aggregator.Storage.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.GoogleReader;

/// <summary>
/// The interface of Google Reader, as FreshRSS, Miniflux and others kept it alive for feed readers. It lies under <c>/api/greader.php</c> for clients that
/// speak to FreshRSS, and at the root for those that speak to others.
/// </summary>
internal static class ReaderEndpoints
{
    private static readonly string[] Roots = ["", "/api/greader.php"];

    public static IServiceCollection Add(IServiceCollection services) =>
        services.AddSingleton<ReaderAccess>().AddSingleton<ReaderLists>().AddSingleton<ReaderStreams>().AddSingleton<ReaderEdits>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var root in Roots)
        {
            // The password in the query of a GET would stand in logs: only forms.
            routes.MapPost(root + "/accounts/ClientLogin", LoginAsync).IsOpen().ExcludeFromDescription();
            var api = routes.MapGroup(root + "/reader").IsOpen().ExcludeFromDescription();
            Read(api, "/api/0/token", (call, _, _) => call.TextAsync(ReaderLogin.EditToken(call.Account)));
            Read(api, "/api/0/user-info", (call, _, _) => call.JsonAsync(json => ReaderLists.WriteUser(json, call.Account)));
            Read(api, "/api/0/preference/list", (call, _, _) => call.JsonAsync(json => json.WriteTexts("prefs", [])));
            Read(api, "/api/0/subscription/list", (call, services, _) => call.JsonAsync(services.GetRequiredService<ReaderLists>().WriteFeeds));
            Read(api, "/api/0/tag/list", (call, services, _) => call.JsonAsync(services.GetRequiredService<ReaderLists>().WriteTags));
            Read(api, "/api/0/unread-count", (call, services, _) => call.JsonAsync(json => services.GetRequiredService<ReaderLists>().WriteUnread(json, call.Account)));
            // URLs as the lists have them, tokens and all: not for everybody who may read.
            Map(api, "/api/0/subscription/export", KeyScope.Write, [HttpMethods.Get], ExportAsync);
            Read(api, "/api/0/stream/items/ids", (call, services, request) => services.GetRequiredService<ReaderStreams>().IdsAsync(call, request));
            Read(api, "/api/0/stream/items/contents", (call, services, request) => services.GetRequiredService<ReaderStreams>().ItemsAsync(call, request), HttpMethods.Get, HttpMethods.Post);
            Read(api, "/api/0/stream/contents/{*stream}", (call, services, request) => services.GetRequiredService<ReaderStreams>().ContentsAsync(call, request));
            Read(api, "/atom/{*stream}", (call, services, request) => services.GetRequiredService<ReaderStreams>().AtomAsync(call, request));
            Write(api, "/api/0/edit-tag", (call, services, request) => services.GetRequiredService<ReaderEdits>().MarkAsync(call, request));
            Write(api, "/api/0/mark-all-as-read", (call, services, request) => services.GetRequiredService<ReaderEdits>().MarkAllAsync(call, request));
            foreach (var what in new[] { "subscription/edit", "subscription/quickadd", "subscription/import", "rename-tag", "disable-tag" })
                Write(api, $"/api/0/{what}", (call, _, _) => call.RefuseAsync(StatusCodes.Status403Forbidden, "Feeds and their tags stand in the daemon's lists: change them there."));
        }
    }

    private static void Read(IEndpointRouteBuilder api, string path, Func<ReaderCall, IServiceProvider, ReaderRequest, Task> answer, params string[] methods) =>
        Map(api, path, KeyScope.Read, methods.Length == 0 ? [HttpMethods.Get] : methods, answer);

    private static void Write(IEndpointRouteBuilder api, string path, Func<ReaderCall, IServiceProvider, ReaderRequest, Task> answer) =>
        Map(api, path, KeyScope.Write, [HttpMethods.Post], answer);

    private static void Map(IEndpointRouteBuilder api, string path, KeyScope needed, string[] methods, Func<ReaderCall, IServiceProvider, ReaderRequest, Task> answer) =>
        api.MapMethods(path, methods, async (HttpContext context) =>
        {
            switch (context.RequestServices.GetRequiredService<ReaderAccess>().Admit(context, needed))
            {
                case Admission.Admitted admitted:
                    await answer(new ReaderCall(context, admitted.Caller.Name), context.RequestServices, await ReaderRequest.OfAsync(context).ConfigureAwait(false)).ConfigureAwait(false);
                    return;
                case Admission.Refused refused:
                    await RefuseAsync(context, refused).ConfigureAwait(false);
                    return;
                default:
                    throw new InvalidOperationException("an outcome of another kind");
            }
        });

    private static async Task LoginAsync(HttpContext context, ReaderAccess access)
    {
        var request = await ReaderRequest.OfAsync(context).ConfigureAwait(false);
        if (context.Request.Query.ContainsKey("Passwd"))
        {
            await Problem.WriteAsync(context.Response, StatusCodes.Status400BadRequest, "Send Passwd in the body: URLs are logged everywhere.").ConfigureAwait(false);
            return;
        }
        var (login, refusal) = access.Login(context, request.One("Passwd"));
        if (refusal is not null)
        {
            await RefuseAsync(context, refusal).ConfigureAwait(false);
            return;
        }
        await new ReaderCall(context, "").TextAsync($"SID={login}\nLSID=null\nAuth={login}\n").ConfigureAwait(false);
    }

    private static Task ExportAsync(ReaderCall call, IServiceProvider services, ReaderRequest request)
    {
        using var memory = new MemoryStream();
        var names = services.GetRequiredService<ReaderLists>().Names();
        OpmlWriter.Write(memory, services.GetRequiredService<CatalogSource>().Current, feed => feed.Title ?? names.GetValueOrDefault(feed.Url));
        return call.SendAsync("text/x-opml; charset=utf-8", memory.ToArray());
    }

    /// <summary>As these clients know it: the status, and a word.</summary>
    private static Task RefuseAsync(HttpContext context, Admission.Refused refused)
    {
        if (refused.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "GoogleLogin realm=\"aggregator\"";
        if (refused.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problem.WriteAsync(context.Response, refused.Status, refused.Reason);
    }
}
