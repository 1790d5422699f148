using FluentValidation;
using MediatR;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Runs;

/// <summary>Registers a run. The caller may bring its id, since runs are born elsewhere.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record CreateRun(Caller Caller, Guid? RunId, RunContent Content)
    : IRequest<Result<RunView>>, IUserRequest, ICreatingRequest<RunView>
{
    public IdempotencyKey? IdempotencyKey { get; init; }
}

internal sealed class CreateRunValidator : AbstractValidator<CreateRun>
{
    public CreateRunValidator() => RuleFor(c => c.Content).SetValidator(new RunContentValidator()).OverridePropertyName("");
}

internal sealed class CreateRunHandler(IRunRepository runs, UuidVersion7 ids, TimeProvider time)
    : IRequestHandler<CreateRun, Result<RunView>>
{
    public Task<Result<RunView>> Handle(CreateRun request, CancellationToken cancellationToken) =>
        runs.Create(
            request.Content.ToRun(request.RunId ?? ids.Next(), request.Caller, time.GetUtcNow()),
            cancellationToken);
}
