using Aggregator.Tests.Architecture;

namespace Aggregator.Tests.Rows;

public sealed class RowTableTests
{
    [Fact]
    public void The_table_of_rows_in_the_readme_of_the_tests_is_true()
    {
        var root = Repository.Require();
        var file = Path.Combine(root, "tests", "README.md");
        var text = File.ReadAllText(file);
        var start = text.IndexOf('\n', text.IndexOf("<!-- rows", StringComparison.Ordinal)) + 1;
        var end = text.IndexOf("<!-- /rows", StringComparison.Ordinal);
        var table = RowTable.ToMarkdown(RowTable.Find(root));
        if (Environment.GetEnvironmentVariable("AGGREGATOR_TEST_REWRITE") == "1")
            File.WriteAllText(file, string.Concat(text.AsSpan(0, start), table, text.AsSpan(end)));
        else
            Assert.Equal(table, text[start..end]);
    }

    [Fact]
    public void A_name_that_begins_like_a_listed_row_is_one() => Assert.DoesNotContain(
        RowTable.Find(Repository.Require()).Keys, id => id[0] is 'P' or 'N' or 'H' or 'T' && Row.All.All(row => row.Id != id));

    [Fact]
    public void No_row_is_listed_twice() => Assert.Equal(Row.All.Count, Row.All.Select(row => row.Id).Distinct().Count());

    [Theory]
    [InlineData("    public async Task H24_P29_no_cookie() =>", "H24", "P29")]
    [InlineData("    public void P17_Age_is_taken_off(string age)", "P17")]
    [InlineData("    internal async Task H19_each_status()", "H19")]
    [InlineData("    public void Http2_is_no_row()")]
    [InlineData("    public void A_304_of_H16()")]
    [InlineData("    // public void H16_a_304()")]
    public void Ids_are_read_from_the_beginning_of_a_name(string line, params string[] ids) => Assert.Equal(ids, RowTable.Ids(line));

    [Fact]
    public void Rows_without_a_test_are_said_to_be()
    {
        var found = RowTable.Find(Repository.Require());
        found.Remove("H01");

        var table = RowTable.ToMarkdown(found);

        Assert.Contains("Not covered: ", table, StringComparison.Ordinal);
        Assert.Contains("H01 (a redirect inside)", table, StringComparison.Ordinal);
        Assert.DoesNotContain("| H01 |", table, StringComparison.Ordinal);
    }
}
