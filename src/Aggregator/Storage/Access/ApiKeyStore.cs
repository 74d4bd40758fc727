using Dapper;

namespace Aggregator.Storage.Access;

/// <summary>Keeps who may ask over HTTP.</summary>
internal sealed class ApiKeyStore(Database database)
{
    /// <summary>By name.</summary>
    public IReadOnlyList<ApiKey> List()
    {
        using var connection = database.Open();
        return [.. connection.Query<ApiKey>("SELECT name, scope, hash, created_at FROM api_keys").OrderBy(key => key.Name, StringComparer.Ordinal)];
    }

    /// <summary>False when there is one of that name already: it is left as it is.</summary>
    public bool Add(ApiKey key)
    {
        using var connection = database.Open();
        return connection.Execute(
            "INSERT INTO api_keys (name, scope, hash, created_at) VALUES (@Name, @scope, @Hash, @CreatedAt) ON CONFLICT DO NOTHING",
            new { key.Name, scope = key.Scope.ToString(), Hash = new Blob(key.Hash), key.CreatedAt }) == 1;
    }

    /// <summary>False when there is none of that name.</summary>
    public bool Remove(string name)
    {
        using var connection = database.Open();
        return connection.Execute("DELETE FROM api_keys WHERE name = @name", new { name }) == 1;
    }
}
