using System.Data;
using System.Globalization;
using Aggregator.Fetching;
using Dapper;

namespace Aggregator.Storage;

/// <summary>How our types stand in rows: instants as Unix milliseconds, hashes as 16 bytes.</summary>
internal static class TypeHandlers
{
    /// <summary>Not Dapper's own base: that leaves a null without a type, and PostgreSQL wants to know of what kind nothing is.</summary>
    internal sealed class InstantHandler : SqlMapper.ITypeHandler
    {
        public object Parse(Type destinationType, object value) =>
            DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));

        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is DateTimeOffset at ? at.ToUnixTimeMilliseconds() : DBNull.Value;
        }
    }

    internal sealed class BlobHandler : SqlMapper.TypeHandler<Blob>
    {
        public override Blob Parse(object value) => new((byte[])value);

        public override void SetValue(IDbDataParameter parameter, Blob value)
        {
            parameter.DbType = DbType.Binary;
            parameter.Value = (object?)value.Bytes ?? DBNull.Value;
        }
    }

    internal sealed class HashHandler : SqlMapper.TypeHandler<Hash128>
    {
        public override Hash128 Parse(object value) => Hash128.Read((byte[])value);

        public override void SetValue(IDbDataParameter parameter, Hash128 value)
        {
            parameter.DbType = DbType.Binary;
            parameter.Value = value.ToBytes();
        }
    }
}
