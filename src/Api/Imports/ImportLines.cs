using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Evaluations;
using RunEvaluations.Api.Input;
using RunEvaluations.Application.Imports;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Imports;

/// <summary>Makes an evaluation of a line, as strictly and in the same words as of a request with it alone.</summary>
internal sealed class ImportLines(IEvaluationDrafts drafts, InputLimits limits, ILogger<ImportLines> logger)
{
    /// <param name="author">Who sends it.</param>
    /// <param name="csv">The columns, where it is a line of CSV.</param>
    /// <param name="record">The line.</param>
    public Result<DraftedEvaluation> Draft(Caller author, CsvLines? csv, ImportRecord record)
    {
        if (record.IsTooLong)
            return BodyErrors.TooLarge(limits.MaxBodyBytes);

        var json = record.Bytes;
        if (csv?.Spell(record.Bytes, out json) is { } misspelt)
            return misspelt;

        var read = StrictJson.Read(json, typeof(CreateEvaluationOfRunRequest), logger);
        if (read.Error is { } error)
            return error;

        var line = (CreateEvaluationOfRunRequest)read.Value;
        return drafts.Draft(author, record.Line, line.Content(line.RunId));
    }
}
