using System.Globalization;
using Aggregator.Storage.Accounts;
using Microsoft.AspNetCore.Http;

namespace Aggregator.Outputs.GoogleReader;

/// <summary>Marks articles. Answers <c>OK</c>, which is what clients look for.</summary>
internal sealed class ReaderEdits(ArticleMarks marks, TimeProvider time)
{
    private const int MostArticles = 10_000;

    public Task MarkAsync(ReaderCall call, ReaderRequest request)
    {
        if (WrongToken(call, request) is { } refusal)
            return refusal;
        var given = request.All("i");
        var ids = given.Select(ItemId.Read).OfType<long>().Distinct().ToList();
        if (given.Count == 0 || ids.Count == 0 || given.Count > MostArticles)
            return call.RefuseAsync(StatusCodes.Status400BadRequest, string.Create(CultureInfo.InvariantCulture, $"Name 1 to {MostArticles} articles by i."));
        HashSet<string> set = [.. request.All("a").OfType<string>().Select(StreamName.Canonical)];
        HashSet<string> cleared = [.. request.All("r").OfType<string>().Select(StreamName.Canonical)];
        bool? isRead = set.Contains(StreamName.Read) ? true : cleared.Contains(StreamName.Read) || set.Contains(StreamName.KeptUnread) ? false : null;
        bool? isStarred = set.Contains(StreamName.Starred) ? true : cleared.Contains(StreamName.Starred) ? false : null;
        // Other states (shared, liked) mean nothing here, and tags are the lists': nobody's reader breaks on that.
        if (isRead is not null || isStarred is not null)
            marks.Mark(call.Account, ids, isRead, isStarred);
        return call.TextAsync("OK");
    }

    public Task MarkAllAsync(ReaderCall call, ReaderRequest request)
    {
        if (WrongToken(call, request) is { } refusal)
            return refusal;
        if (request.One("s") is not { } name || StreamName.Of(name) is not { } stream)
            return call.RefuseAsync(StatusCodes.Status400BadRequest, "Name a stream by s.");
        // In microseconds, and in seconds by some clients; without one, all there is.
        var until = request.Number("ts") switch
        {
            null or 0 => time.GetUtcNow(),
            > 100_000_000_000_000 and var microseconds => DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(microseconds / 1000, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())),
            { } seconds => DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, DateTimeOffset.MaxValue.ToUnixTimeSeconds())),
        };
        marks.MarkAllRead(call.Account, stream, until);
        return call.TextAsync("OK");
    }

    /// <summary>A token that was sent must be the one that was given; the header that says so makes clients fetch it again.</summary>
    private static Task? WrongToken(ReaderCall call, ReaderRequest request)
    {
        if (request.One("T") is not { } token || token.Trim() == ReaderLogin.EditToken(call.Account))
            return null;
        call.Context.Response.Headers["X-Reader-Google-Bad-Token"] = "true";
        return call.RefuseAsync(StatusCodes.Status401Unauthorized, "The token is not the one that /reader/api/0/token gave.");
    }
}
