using System.Collections.Frozen;

namespace Aggregator.Normalizing;

/// <summary>Whose players may be embedded: sites that show user videos and sound in a frame made for that. Only over https, only on the default port.</summary>
internal static class FrameHosts
{
    private static readonly FrozenSet<string> Hosts = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "archive.org",
        "bandcamp.com",
        "clips.twitch.tv",
        "embed.ted.com",
        "geo.dailymotion.com",
        "open.spotify.com",
        "player.twitch.tv",
        "player.vimeo.com",
        "w.soundcloud.com",
        "www.dailymotion.com",
        "www.youtube-nocookie.com",
        "www.youtube.com",
        "youtube-nocookie.com",
        "youtube.com");

    /// <summary>The URL over https, or null when its host is not in the list.</summary>
    public static string? Allow(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !uri.IsDefaultPort || uri.UserInfo.Length > 0 || !Hosts.Contains(uri.Host))
            return null;
        return uri.Scheme switch
        {
            "https" => uri.AbsoluteUri,
            "http" => "https" + uri.AbsoluteUri["http".Length..],
            _ => null,
        };
    }
}
