using RunEvaluations.Application.Paging;

namespace RunEvaluations.Application.Tests.Paging;

public sealed class PageTests
{
    [Theory]
    [InlineData(0, 1, 0, null)]
    [InlineData(1, 1, 1, null)]
    [InlineData(2, 1, 1, "after 1")]
    [InlineData(2, 3, 2, null)]
    [InlineData(3, 3, 3, null)]
    [InlineData(4, 3, 3, "after 3")]
    public void One_row_more_than_asked_for_means_a_next_page(int read, int limit, int shown, string? next)
    {
        var page = Page<int>.Of([.. Enumerable.Range(1, read)], limit, row => $"after {row}");

        Assert.Equal(Enumerable.Range(1, shown), page.Items);
        Assert.Equal(next, page.Next);
    }

    [Fact]
    public void Pages_one_after_the_other_show_each_row_once() =>
        Always.Holds<(byte Rows, byte Limit)>(t =>
        {
            var (rows, limit) = (Enumerable.Range(1, t.Rows).ToList(), t.Limit % 20 + 1);
            var shown = new List<int>();
            for (string? next = "0"; next is not null;)
            {
                var after = int.Parse(next, System.Globalization.CultureInfo.InvariantCulture);
                var page = Page<int>.Of([.. rows.Where(r => r > after).Take(limit + 1)], limit, row => $"{row}");
                shown.AddRange(page.Items);
                next = page.Next;
            }

            return shown.SequenceEqual(rows);
        });
}
