namespace Aggregator.Configuration.Lists;

/// <summary>What a URL of a feed may look like.</summary>
internal static class FeedUrl
{
    private const int MaxLength = 2048;

    /// <summary>What is wrong with the URL and what to do about it, or null. Messages show it redacted.</summary>
    public static string? Check(string url)
    {
        var shown = Excerpt(url);
        if (url.Length > MaxLength)
            return $"url {shown} is longer than {MaxLength} characters";
        if (url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            return $"url {shown} holds white space or control characters; write them percent-encoded";
        if (!url.Contains("://", StringComparison.Ordinal))
            return $"url {shown} has no scheme; write https://…";
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is not ("http" or "https"))
            return $"url {shown} must begin with http:// or https://";
        if (uri is null || uri.Host.Length == 0)
            return $"url {shown} is not a valid URL";
        return uri.UserInfo.Length > 0 ? $"url {shown} carries a user or password; take them out and write auth: {{basic: {{user: …, password: …}}}}" : null;
    }

    /// <summary>Trimmed, without fragment: the publisher never sees that.</summary>
    public static string Clean(string url)
    {
        url = url.Trim();
        var fragment = url.IndexOf('#');
        return fragment < 0 ? url : url[..fragment];
    }

    /// <summary>Equal for URLs that differ only in the case of scheme and host, or in a default port. The URL must have passed <see cref="Check"/>.</summary>
    public static string Canonical(string url)
    {
        var uri = new Uri(url);
        return $"{uri.Scheme}://{uri.IdnHost}:{uri.Port}{uri.PathAndQuery}";
    }

    private static string Excerpt(string url) => Reading.Excerpt.Of(Redactor.Url(url));
}
