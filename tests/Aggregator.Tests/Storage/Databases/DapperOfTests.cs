using System.Runtime.CompilerServices;
using Aggregator.Storage;
using Dapper;

namespace Aggregator.Tests.Storage.Databases;

/// <summary>The program's queries are compiled; those of tests are read by Dapper as it always did.</summary>
internal static class DapperOfTests
{
    [ModuleInitializer]
    internal static void Register()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new TypeHandlers.InstantHandler());
        SqlMapper.AddTypeHandler(new TypeHandlers.HashHandler());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }
}
