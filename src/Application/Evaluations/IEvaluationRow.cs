using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>
/// An evaluation that a list has come to. What is asked of it is read at that moment, and only until the next one is
/// asked for: a long list makes no object of each.
/// </summary>
public interface IEvaluationRow
{
    Guid Id { get; }
    string AccountId { get; }
    Guid RunId { get; }
    string? OutputName { get; }
    string? FieldPath { get; }
    Guid EvaluationLabelId { get; }
    double Value { get; }
    string? CreatedBy { get; }
    Guid? CreatedByEvaluatorId { get; }
    DateTimeOffset CreatedAt { get; }
    string? UpdatedBy { get; }
    Guid? UpdatedByEvaluatorId { get; }
    DateTimeOffset? UpdatedAt { get; }
    string? Comment { get; }
    JsonObjectText? Metadata { get; }
    double? Confidence { get; }

    /// <summary>All of it, to keep.</summary>
    EvaluationView ToView();
}
