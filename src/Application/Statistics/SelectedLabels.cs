using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Statistics;

internal static class SelectedLabels
{
    /// <summary>The labels that a selection names, archived ones too, or all; or says which of them there is not.</summary>
    public static async Task<Result<IReadOnlyList<LabelView>>> Named(
        this ILabelRepository labels, string accountId, Selection selection, CancellationToken cancellationToken)
    {
        var found = await labels.Find(accountId, selection.LabelIds, cancellationToken);
        var missing = selection.LabelIds?.Except(found.Select(label => label.Id)).ToList();
        if (missing is not { Count: > 0 })
            return Result<IReadOnlyList<LabelView>>.Ok(found);
        return LabelErrors.NotFound with
        {
            Facts = new Dictionary<string, object?> { ["evaluation_label_ids"] = missing },
        };
    }

    /// <summary>The one label that a request is about.</summary>
    public static async Task<Result<LabelView>> The(
        this ILabelRepository labels, string accountId, Guid labelId, CancellationToken cancellationToken) =>
        await labels.Get(accountId, labelId, cancellationToken) is { } label ? label : LabelErrors.NotFound;
}
