namespace Aggregator.Fetching;

/// <summary>Asks a daemon on this machine, at an address from its own settings. The one call that needs no address guard: no feed chose the address.</summary>
internal static class OwnEndpoint
{
    /// <param name="listening">A listening address as in <c>Http:Urls</c>; any-address hosts (<c>*</c>, <c>+</c>, <c>0.0.0.0</c>) mean this machine.</param>
    /// <param name="path">What to ask for.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellation">Ends the call.</param>
    public static async Task<(bool Succeeded, string Text)> GetAsync(string listening, string path, TimeSpan limit, CancellationToken cancellation)
    {
        var address = listening.Replace("//*", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//[::1]", StringComparison.Ordinal);
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = limit };
        using var client = new HttpMessageInvoker(handler);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(address), path));
            using var response = await client.SendAsync(request, deadline.Token).ConfigureAwait(false);
            return (response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(deadline.Token).ConfigureAwait(false));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or UriFormatException)
        {
            return (false, $"no answer from {address}: {e.Message}");
        }
    }
}
