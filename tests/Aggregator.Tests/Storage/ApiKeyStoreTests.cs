using Aggregator.Outputs.Access;
using Aggregator.Storage.Access;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class ApiKeyStoreOnSqlite() : ApiKeyStoreTests(new SqliteTestDatabase());

public sealed class ApiKeyStoreOnPostgres() : ApiKeyStoreTests(new PostgresTestDatabase());

public abstract class ApiKeyStoreTests(TestDatabase file) : IDisposable
{
    private readonly ApiKeyStore _store = new(file.Database);

    [Fact]
    public void Keys_are_kept_by_name_with_scope_hash_and_date()
    {
        Assert.True(_store.Add(Key("reader", KeyScope.Read, "r")));
        Assert.True(_store.Add(Key("admin", KeyScope.Write, "w")));

        var keys = _store.List();

        Assert.Equal(["admin", "reader"], keys.Select(key => key.Name));
        Assert.Equal([KeyScope.Write, KeyScope.Read], keys.Select(key => key.Scope));
        Assert.Equal(AccessKey.Hash("r"), keys[1].Hash);
        Assert.Equal(TestPolls.Noon, keys[1].CreatedAt);
    }

    [Fact]
    public void A_name_is_taken_once_and_the_first_key_stays_in_force()
    {
        Assert.True(_store.Add(Key("phone", KeyScope.Read, "first")));
        Assert.False(_store.Add(Key("phone", KeyScope.Write, "second")));
        Assert.Equal(AccessKey.Hash("first"), Assert.Single(_store.List()).Hash);
    }

    [Fact]
    public void A_removed_key_is_gone_and_its_name_free_again()
    {
        _store.Add(Key("phone", KeyScope.Read, "first"));
        Assert.True(_store.Remove("phone"));
        Assert.False(_store.Remove("phone"));
        Assert.True(_store.Add(Key("phone", KeyScope.Read, "second")));
    }

    public void Dispose()
    {
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    private static ApiKey Key(string name, KeyScope scope, string text) => new() { Name = name, Scope = scope, Hash = AccessKey.Hash(text), CreatedAt = TestPolls.Noon };
}
