using Aggregator.Storage.Repairs;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Deduplicating.Stories;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class StorySeparatorOnSqlite() : StorySeparatorTests(new SqliteTestDatabase());

public sealed class StorySeparatorOnPostgres() : StorySeparatorTests(new PostgresTestDatabase());

/// <summary>Articles that people take out of stories.</summary>
public abstract class StorySeparatorTests(TestDatabase file) : IDisposable
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private static readonly string Body = Text(8);
    private readonly TestDatabase _file = file;

    [Fact]
    public async Task An_article_that_was_taken_out_stays_out_and_the_rest_stays_together()
    {
        await using var harness = Harness();
        for (var feed = 1; feed <= 3; feed++)
            await TellAsync(harness, feed, feed, Body);
        Assert.Equal("1 1 3", Stories());
        Assert.IsType<RepairOutcome.Repaired>(Separate(1));
        Assert.Equal("1 2 2", Stories());
        Assert.Equal("separated 1 1", _file.Scalar<string>("SELECT kind || ' ' || article_id || ' ' || other_id FROM repairs"));
        Assert.Contains("First", _file.Scalar<string>("SELECT evidence FROM repairs"), StringComparison.Ordinal);
        await TellAsync(harness, 4, 4, Body);
        Assert.Equal("1 2 3", Stories());
        Assert.Equal(0, _file.Scalar<long>("SELECT COUNT(*) FROM story_members WHERE article_id = 1"));
        Assert.IsType<RepairOutcome.Refused>(Separate(1));
        Assert.IsType<RepairOutcome.Refused>(Separate(99));
    }

    [Fact]
    public async Task With_the_last_but_one_a_story_ends_and_the_one_that_is_left_may_tell_another()
    {
        await using var harness = Harness();
        await TellAsync(harness, 1, 1, Body);
        await TellAsync(harness, 2, 2, Body);
        Separate(1);
        Assert.Equal("", Stories());
        Assert.Equal(0, _file.Scalar<long>("SELECT COUNT(*) FROM story_members"));
        await TellAsync(harness, 3, 3, Body);
        Assert.Equal("2 2 2", Stories());
    }

    /// <summary>Stories grow, merge and lose members in any order.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_told_and_taken_out_stories_are_whole(int seed)
    {
        var random = new Random(seed);
        string[] texts = [Text(8), Text(9), Text(8) + Text(9)];
        await using var harness = Harness();
        var (told, separated) = (0, new HashSet<long>());
        for (var step = 0; step < 25; step++)
        {
            if (told == 0 || random.Next(3) > 0)
            {
                told++;
                await TellAsync(harness, 1 + random.Next(5), told, texts[random.Next(texts.Length)]);
            }
            else if (_file.Scalar<long>($"SELECT id FROM articles ORDER BY id LIMIT 1 OFFSET {random.Next(told)}") is var article && Separate(article) is RepairOutcome.Repaired)
            {
                separated.Add(article);
            }
            Assert.Equal(0, _file.Scalar<long>(
                """
                SELECT COUNT(*) FROM stories s WHERE members < 2 OR members <> (SELECT COUNT(*) FROM story_members m WHERE m.story_id = s.id) OR representative_id <>
                  (SELECT a.id FROM story_members m JOIN articles a ON a.id = m.article_id WHERE m.story_id = s.id ORDER BY a.published_at, a.id LIMIT 1)
                """));
            Assert.Equal(0, _file.Scalar<long>("SELECT COUNT(*) FROM story_members m WHERE NOT EXISTS (SELECT 1 FROM stories s WHERE s.id = m.story_id)"));
            Assert.DoesNotContain(_file.Joined("SELECT article_id FROM story_members ORDER BY article_id").Split(',', StringSplitOptions.RemoveEmptyEntries), id => separated.Contains(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)));
        }
        Assert.NotEmpty(separated);
    }

    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    private static string Text(int seed)
    {
        var writer = new ReportWriter(Script.Latin, seed);
        return string.Concat(writer.Paragraphs(writer.Topic(), 4).Select(p => $"<p>{p}</p>"));
    }

    private WriterHarness Harness() => new(_file, [.. Enumerable.Range(1, 5).Select(i => $"https://{i}.example/")]);

    private static async Task TellAsync(WriterHarness harness, int feed, int number, string body) => await harness.Write(TestPolls.Poll(
        harness.Claim(feed), Noon.AddMinutes(number), Drafts.Draft($"{number}", $"{feed}.example/{number}", $"Report {number}", $"<p>Number {number}.</p>{body}", Noon.AddMinutes(number))));

    private RepairOutcome Separate(long article) => new StorySeparator(_file.Database).Separate(article, Noon.AddHours(1));

    private string Stories() => _file.Joined("SELECT id || ' ' || representative_id || ' ' || members FROM stories ORDER BY id");
}
