using FluentValidation;
using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Runs;

/// <summary>Registers a run under an id, or replaces the status, result and metadata of the one that has it.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record PutRun(Caller Caller, Guid RunId, RunContent Content)
    : IRequest<Result<PutRunOutcome>>, IUserRequest;

internal sealed class PutRunValidator : AbstractValidator<PutRun>
{
    public PutRunValidator() => RuleFor(c => c.Content).SetValidator(new RunContentValidator()).OverridePropertyName("");
}

internal sealed class PutRunHandler(IRunRepository runs, TimeProvider time)
    : IRequestHandler<PutRun, Result<PutRunOutcome>>
{
    public Task<Result<PutRunOutcome>> Handle(PutRun request, CancellationToken cancellationToken) =>
        runs.Put(request.Content.ToRun(request.RunId, request.Caller, time.GetUtcNow()), cancellationToken);
}
