using Aggregator.Configuration;
using Npgsql;

namespace Aggregator.Storage.Postgres;

/// <summary>Reads <c>Storage:ConnectionString</c>: a URL, as most tools write it, or Npgsql's own <c>Key=Value;…</c>.</summary>
internal static class PostgresAddress
{
    /// <summary>Where tables lie unless the connection string says otherwise by <c>Search Path</c>.</summary>
    private const string Schema = "aggregator";

    /// <summary>Null when it cannot be read; then <paramref name="error"/> says why, without quoting it: it holds a password.</summary>
    public static NpgsqlConnectionStringBuilder? Read(StorageOptions options, out string error)
    {
        var text = options.ConnectionString?.Trim() ?? "";
        try
        {
            var builder = text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
                    ? FromUrl(new Uri(text))
                    : new NpgsqlConnectionStringBuilder(text);
            error = "it names no host";
            return string.IsNullOrEmpty(builder.Host) ? null : WithOurs(builder, options);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            error = e is UriFormatException ? "it is no valid URL; letters such as @, / and % in a password are written %40, %2F and %25" : e.Message;
            return null;
        }
    }

    /// <exception cref="ArgumentException">A parameter is none of Npgsql's.</exception>
    private static NpgsqlConnectionStringBuilder FromUrl(Uri url)
    {
        var user = url.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder { Host = Uri.UnescapeDataString(url.Host).Trim('[', ']') };
        if (url.Port > 0)
            builder.Port = url.Port;
        if (user[0].Length > 0)
            builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            builder.Password = Uri.UnescapeDataString(user[1]);
        if (url.AbsolutePath.Length > 1)
            builder.Database = Uri.UnescapeDataString(url.AbsolutePath[1..]);
        foreach (var parameter in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = parameter.Split('=', 2);
            // libpq's spelling of sslmode is what Npgsql reads once the hyphen is gone.
            var value = Uri.UnescapeDataString(pair.Length > 1 ? pair[1] : "");
            builder[Uri.UnescapeDataString(pair[0])] = pair[0].Equals("sslmode", StringComparison.OrdinalIgnoreCase)
                ? value.Replace("-", "", StringComparison.Ordinal)
                : value;
        }
        return builder;
    }

    private static NpgsqlConnectionStringBuilder WithOurs(NpgsqlConnectionStringBuilder builder, StorageOptions options)
    {
        builder.ApplicationName ??= "aggregator";
        builder.SearchPath ??= Schema;
        builder.Enlist = false;
        if (!builder.ContainsKey("Maximum Pool Size"))
            builder.MaxPoolSize = 12;
        if (!builder.ContainsKey("Timeout"))
            builder.Timeout = 10;
        builder.MaxAutoPrepare = 100;
        builder.AutoPrepareMinUsages = 2;
        builder.TcpKeepAlive = true;
        // Nothing is left behind in a session (locks and settings are a transaction's), so the round trip that would clean it is saved.
        builder.NoResetOnClose = true;
        // Statements here run for milliseconds; to compile one takes longer than it runs (jit).
        // A daemon that is paused in the midst of a transaction holds locks that all others wait for. The server ends it when its lease ends.
        var limit = (long)options.Lease.TotalMilliseconds;
        builder.Options = $"{builder.Options} -c jit=off -c idle_in_transaction_session_timeout={limit}".TrimStart();
        return builder;
    }
}
