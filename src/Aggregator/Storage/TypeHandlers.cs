using System.Data;
using System.Globalization;
using Aggregator.Fetching;
using Dapper;

namespace Aggregator.Storage;

/// <summary>How our types stand in rows: instants as Unix milliseconds, hashes as 16 bytes.</summary>
internal static class TypeHandlers
{
    public static void Register()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new InstantHandler());
        SqlMapper.AddTypeHandler(new HashHandler());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }

    /// <summary>Not Dapper's own base: that leaves a null without a type, and PostgreSQL wants to know of what kind nothing is.</summary>
    private sealed class InstantHandler : SqlMapper.ITypeHandler
    {
        public object Parse(Type destinationType, object value) =>
            DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));

        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is DateTimeOffset at ? at.ToUnixTimeMilliseconds() : DBNull.Value;
        }
    }

    private sealed class HashHandler : SqlMapper.TypeHandler<Hash128>
    {
        public override Hash128 Parse(object value) => Hash128.Read((byte[])value);

        public override void SetValue(IDbDataParameter parameter, Hash128 value)
        {
            parameter.DbType = DbType.Binary;
            parameter.Value = value.ToBytes();
        }
    }
}
