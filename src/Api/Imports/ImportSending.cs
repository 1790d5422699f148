using RunEvaluations.Application.Imports;
using RunEvaluations.Domain.Imports;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Imports;

/// <summary>A file, or the rest of one, that somebody sends.</summary>
/// <param name="Caller">Who sends it.</param>
/// <param name="Id">Of the import.</param>
/// <param name="Format">How its lines are spelt.</param>
/// <param name="Taken">The import as it stands; null where it begins.</param>
/// <param name="FirstLine">The number in the file of the first line that is sent.</param>
internal sealed record ImportSending(Caller Caller, Guid Id, ImportFormat Format, ImportView? Taken, long FirstLine)
{
    /// <summary>Where in the file the body begins, or why it cannot begin there.</summary>
    public Result<ImportPosition> Begin()
    {
        if (FirstLine == 0)
            return Error.Invalid("first_line", "must be a whole number from 1");
        if (Taken is not null && Taken.Format != Format)
            return ImportErrors.AnotherFile;
        if (FirstLine == 1)
            return ImportPosition.Start;
        if (Taken is null)
            return ImportErrors.NotFound;
        return FirstLine == Taken.Lines + 1 ? Taken.Position() : ImportErrors.Elsewhere(Taken.Lines);
    }
}
