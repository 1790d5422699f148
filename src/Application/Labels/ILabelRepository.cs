using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Labels;

public interface ILabelRepository
{
    /// <summary>Adds the label, or says that its name is taken.</summary>
    Task<Result<LabelView>> Create(NewLabel label, CancellationToken cancellationToken);

    /// <summary>Changes name and description, or says why not: not found, archived, name taken.</summary>
    Task<Result<LabelView>> Update(LabelChange change, CancellationToken cancellationToken);

    /// <summary>Archives the label if it is not archived yet; false where the account has no such label.</summary>
    Task<bool> Archive(string accountId, Guid id, DateTimeOffset at, CancellationToken cancellationToken);

    Task<LabelView?> Get(string accountId, Guid id, CancellationToken cancellationToken);

    /// <summary>Those of these labels that the account has, in the order of creation; all of it where none are named.</summary>
    Task<IReadOnlyList<LabelView>> Find(
        string accountId, IReadOnlyList<Guid>? ids, CancellationToken cancellationToken);

    /// <summary>Labels in the order of creation.</summary>
    Task<IReadOnlyList<LabelView>> List(
        string accountId,
        bool includeArchived,
        Guid? after,
        int limit,
        CancellationToken cancellationToken);
}

public sealed record NewLabel(
    Guid Id,
    Caller CreatedBy,
    string Name,
    string? Description,
    ValueConstraint Constraint,
    DateTimeOffset CreatedAt);

public sealed record LabelChange(Caller By, Guid Id, string Name, string? Description, DateTimeOffset At);
