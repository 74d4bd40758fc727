using Aggregator.Deduplicating.Stories;

namespace Aggregator.Tests.Deduplicating.Stories;

public sealed class StoryDeciderTests
{
    private const string Bridge =
        "<p>The old railway bridge at Harrowgate was closed to all traffic on Tuesday evening after an inspector found cracks in two of its main girders.</p>" +
        "<p>The operator said that trains between the coast and the capital would be replaced by buses for at least three weeks, and that refunds were possible.</p>" +
        "<p>Engineers had warned of the state of the structure as early as last spring, according to minutes of the county council seen by this newspaper.</p>";

    private const string Election =
        "<p>Voters in the northern province elected a schoolteacher as governor on Sunday, ending the rule of a family that had held the office for forty years.</p>" +
        "<p>Turnout was higher than in any vote since independence, the commission said, and observers spoke of a calm day with long queues in the villages.</p>";

    [Fact]
    public void A_copy_in_another_feed_founds_a_story_with_the_first_article()
    {
        var teller = new StoryTeller();
        var decision = Assert.Single(teller.Tell((1, "Bridge closed", Bridge), (2, "Trains replaced by buses as old bridge shows cracks", Bridge), (3, "New governor", Election)));
        Assert.Equal((1L, true), (decision.Story, decision.IsNew));
        Assert.Equal([StoryReason.First, StoryReason.NearDuplicate], decision.Members.Select(m => m.Reason));
        Assert.Equal([1L, 1L, null], teller.Stories);
    }

    [Fact]
    public void One_report_under_two_links_in_two_feeds_is_one_story_whatever_the_quotation_marks()
    {
        var teller = new StoryTeller();
        teller.Tell((1, "Minister tells parliament of “first signs” of an agreement on grain", Bridge), (2, "Minister tells parliament of first signs of an agreement on grain", "<div>Share this</div>" + Bridge + "<p>Advertisement:</p>"));
        Assert.Equal([1L, 1L], teller.Stories);
    }

    [Fact]
    public void Stories_that_turn_out_to_be_one_are_merged_into_the_older()
    {
        var paragraphs = Enumerable.Range(0, 3).Select(i => new ReportWriter(Script.Latin, 7 + i)).Select(w => string.Concat(w.Paragraphs(w.Topic(), 4).Select(p => $"<p>{p}</p>"))).ToArray();
        var teller = new StoryTeller();
        teller.Tell((1, "First half", paragraphs[0]), (2, "First half, too", paragraphs[0]), (3, "Second half", paragraphs[1]), (4, "Second half, too", paragraphs[1]));
        Assert.Equal([1L, 1L, 3L, 3L], teller.Stories);
        var merged = Assert.Single(teller.Tell((5, "Both halves", paragraphs[0] + paragraphs[1])));
        Assert.Equal([3L], merged.Absorbed);
        Assert.Equal([1L, 1L, 1L, 1L, 1L], teller.Stories);
    }

    [Theory]
    [InlineData(
        "Ferry with 40 passengers runs aground off Marlow island", "A ferry with forty passengers and six crew ran aground on a sandbank off Marlow island early on Monday; the coast guard said nobody was hurt and that all were taken ashore by lifeboat.",
        "Passengers rescued after Marlow ferry runs aground on sandbank", "Lifeboats took all passengers of the Marlow ferry ashore on Monday morning after the ship ran aground on a sandbank near the island. The coast guard reported no injuries among the forty people on board.")]
    [InlineData(
        "Президент подписал закон о повышении пенсий с января", "Президент в пятницу подписал закон, по которому пенсии вырастут с января на восемь процентов, сообщила пресс-служба. Закон ранее одобрили обе палаты парламента, расходы бюджета составят двести миллиардов.",
        "Пенсии вырастут с января: президент подписал закон о повышении", "С января пенсии увеличатся на восемь процентов. Соответствующий закон подписал президент, говорится в сообщении пресс-службы в пятницу. Парламент одобрил закон на прошлой неделе, бюджет потратит двести миллиардов.")]
    public void Two_reports_of_one_event_in_own_words_are_one_story(string title, string body, string otherTitle, string otherBody)
    {
        var teller = new StoryTeller();
        var decision = Assert.Single(teller.Tell((1, title, body), (2, otherTitle, otherBody), (3, "New governor", Election)));
        Assert.Equal(StoryReason.SameEvent, decision.Members[^1].Reason);
        Assert.Equal([1L, 1L, null], teller.Stories);
    }

    [Theory]
    [InlineData("Weather in Kyiv on 3 March", "Weather in Lviv on 3 March", "The high in {0} will be {1} degrees with light wind from the west; in the evening rain is possible. Residents of {0} should expect icy roads in the morning and pressure of {2} hPa.")]
    [InlineData("Earthquake of magnitude 4.1 near Sukabumi", "Earthquake of magnitude 5.3 near Ternate", "An earthquake of magnitude {1} was registered near {0} at a depth of {2} kilometres, the agency said. There was no danger of a tsunami. Residents were asked to stay calm and to keep away from damaged buildings.")]
    public void Two_pages_of_one_template_are_two_stories(string title, string otherTitle, string template)
    {
        var teller = new StoryTeller();
        teller.Tell((1, title, string.Format(null, template, "Kyiv", 12, 1013)), (2, otherTitle, string.Format(null, template, "Lviv", 7, 998)));
        Assert.Equal([null, null], teller.Stories);
    }

    [Fact]
    public void What_a_site_writes_below_everything_makes_no_story()
    {
        const string Below = "<p>Support our work: for as little as two pounds a month you help us to report without fear. Subscribe to our newsletter, follow us, write to the editor.</p>" +
            "<p>All rights reserved. No part of this text may be reproduced without written permission of the publisher. Terms of use, privacy policy, cookies and contact.</p>";
        var teller = new StoryTeller();
        var writer = new ReportWriter(Script.Latin, 3);
        teller.Tell(Enumerable.Range(0, 12).Select(i => writer.Topic()).Select((topic, i) => ((long)(i % 3) + 1, writer.Title(topic), $"<p>{writer.Sentence(topic)}</p>{Below}")));
        Assert.All(teller.Stories, Assert.Null);
    }

    [Fact]
    public void An_article_without_words_stands_alone()
    {
        var teller = new StoryTeller();
        teller.Tell((1, "", ""), (2, "", ""), (3, "!", "<p>?</p>"), (4, "Open thread", ""), (5, "Open thread", ""));
        Assert.All(teller.Stories, Assert.Null);
    }
}
