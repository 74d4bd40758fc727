// What Dapper would make at run time, by reflection and generated code, is made by the compiler instead (Dapper.AOT): native code cannot do it otherwise.
// It passes a call over in silence when a row's type is private or a tuple, and when it cannot see the type of a parameter: a test finds such calls.
[module: Dapper.DapperAot]
[module: Dapper.BindTupleByName(false)]
[module: Dapper.TypeHandler(typeof(System.DateTimeOffset), typeof(Aggregator.Storage.TypeHandlers.InstantHandler))]
[module: Dapper.TypeHandler(typeof(Aggregator.Fetching.Hash128), typeof(Aggregator.Storage.TypeHandlers.HashHandler))]
[module: Dapper.TypeHandler(typeof(Aggregator.Storage.Blob), typeof(Aggregator.Storage.TypeHandlers.BlobHandler))]
