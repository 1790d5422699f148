using System.Globalization;

namespace RunEvaluations.Api.Commands;

/// <summary>Shows how much of a file was sent: a bar that is drawn over on a terminal, a line for each tenth elsewhere.</summary>
/// <param name="output">Where to show it.</param>
/// <param name="total">The file's bytes; null where nobody knows.</param>
/// <param name="drawsOver">Whether it is a terminal.</param>
internal sealed class ImportProgress(TextWriter output, long? total, bool drawsOver)
{
    private const int Width = 40;
    private const long Megabyte = 1_000_000;

    private long sent;
    private long shown = -1;

    public void SentFrom(long at) => (sent, shown) = (at, -1);

    public void Sent(int bytes)
    {
        sent += bytes;
        // Parts of a hundred on a terminal, of ten elsewhere; without a total each megabyte, or a hundred of them.
        var part = total is > 0 ? sent * (drawsOver ? 100 : 10) / total.Value : sent / (drawsOver ? Megabyte : 100 * Megabyte);
        if (part == shown)
            return;
        shown = part;
        if (drawsOver)
            output.Write($"\r{Bar()} ");
        else if (part > 0)
            output.WriteLine(Bar());
    }

    public void Cut(string trouble, long taken)
    {
        End();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trouble} {taken} lines were taken; going on."));
    }

    /// <summary>Leaves the line of the bar.</summary>
    public void End()
    {
        if (drawsOver)
            output.WriteLine();
    }

    private string Bar()
    {
        var megabytes = (double)sent / Megabyte;
        if (total is not > 0)
            return string.Create(CultureInfo.InvariantCulture, $"{megabytes:0} MB sent");

        var share = (double)sent / total.Value;
        var done = (int)(share * Width);
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{share,4:0%} of {(double)total.Value / Megabyte:0.0} MB sent");
        return drawsOver ? $"[{new string('#', done)}{new string('.', Width - done)}] {text}" : text.TrimStart();
    }
}
