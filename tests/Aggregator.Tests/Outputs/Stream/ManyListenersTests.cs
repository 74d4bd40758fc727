using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Outputs.Rest;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Outputs.Stream;

public sealed class ManyListenersTests
{
    private const int Number = 1_000;
    private const int Polls = 10;

    [Fact(Timeout = 120_000)]
    public async Task A_thousand_listeners_all_get_every_change_and_one_reader_reads_for_them()
    {
        var deadline = TestContext.Current.CancellationToken;
        using var file = new SqliteTestDatabase();
        await using var server = await ApiServer.StartAsync(file, "https://one.example/feed");
        var listeners = new List<RawListener>();
        try
        {
            for (var i = 0; i < Number; i++)
                listeners.Add(await RawListener.ConnectAsync(server.Address, "", null, deadline));
            await Listeners.WaitForAsync(server, Number, deadline);
            var reading = listeners.ConvertAll(async listener =>
            {
                for (var number = 1; number <= Polls; number++)
                    Assert.Equal(number, (await listener.NextAsync(deadline))!.Value.Id);
            });
            for (var i = 0; i < Polls; i++)
                await server.PollAsync(1, TestPolls.Noon.AddMinutes(i), Drafts.Draft($"{i}", $"one.example/{i}", $"Title {i}"));
            await Task.WhenAll(reading);
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
        // Who is gone is noticed, and when nobody listens nothing is read.
        await Listeners.WaitForAsync(server, 0, deadline);
    }
}
