using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>
/// Makes a version of an evaluator, and with it the evaluator and the label of the ledger that its judgments are recorded
/// as and against; finds the one it is if there is.
/// </summary>
[NeedsScope(Scope.LabelsWrite)]
public sealed record PutEvaluator : IRequest<Result<FileView>>, IUserRequest
{
    public required Caller Caller { get; init; }
    public required VersionContent Version { get; init; }
}

internal sealed class PutEvaluatorHandler(NewVersions newVersions, TimeProvider time) : IRequestHandler<PutEvaluator, Result<FileView>>
{
    public Task<Result<FileView>> Handle(PutEvaluator request, CancellationToken cancellationToken) =>
        newVersions.Make(request.Version.ToVersion(FileKind.Evaluator, request.Caller, time.GetUtcNow()), cancellationToken);
}
