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
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new HashHandler());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) =>
            DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToUnixTimeMilliseconds();
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
