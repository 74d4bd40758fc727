using Aggregator.Configuration;
using Aggregator.Outputs;
using Aggregator.Polling;
using Aggregator.Storage;
using Spectre.Console;

namespace Aggregator.Commands;

/// <summary>An explanation for people: the answer first, then everything it follows from.</summary>
internal static class ExplanationTable
{
    public static void Write(PollExplanation explanation, FeedSummary summary, HostUse use, HubWords? hub, IReadOnlyList<PollRecord> polls, DateTimeOffset now)
    {
        var feed = explanation.Feed;
        var facts = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Add(facts, "Feed", $"{feed.Name} (number {feed.Id}, {summary.State})");
        Add(facts, "URL", Redactor.Url(feed.Url));
        foreach (var (name, text) in ExplanationWords.Of(explanation, summary, use, hub, now))
            Add(facts, name, text);
        Terminal.Out.Write(facts);
        if (!explanation.Inputs.IsEmpty)
            Terminal.Out.Write(Inputs(explanation, now));
        if (polls.Count > 0)
            Terminal.Out.Write(Polls(polls, now));
    }

    private static Table Inputs(PollExplanation explanation, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "Who asks", "For", "Not before", "Code");
        foreach (var input in explanation.Inputs)
            table.AddRow(Texts(input.Decides ? "→" : "", input.Source, input.Value, ExplanationWords.When(input.At, now), input.Reason.ToString()));
        return table;
    }

    private static Table Polls(IReadOnlyList<PollRecord> polls, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Poll", "Outcome", "Status", "Took", "Bytes", "New", "Updated", "Remark");
        foreach (var poll in polls)
        {
            table.AddRow(Texts(
                ExplanationWords.When(poll.StartedAt, now), PollWords.Of(poll.Outcome), $"{poll.Status}", $"{poll.DurationMs} ms", Sizes.Approximate(poll.Bytes), $"{poll.Created}", $"{poll.Updated}", poll.Remark));
        }
        return table;
    }

    private static Markup[] Texts(params string[] texts) => [.. texts.Select(text => new Markup(Markup.Escape(text)))];

    private static void Add(Grid facts, string name, string text) => facts.AddRow(new Markup($"[grey]{Markup.Escape(name)}[/]"), new Markup(Markup.Escape(text)));
}
