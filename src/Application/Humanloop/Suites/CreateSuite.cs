using MediatR;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Makes a suite. A name is one of its file's alone.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record CreateSuite : IRequest<Result<SuiteView>>, IUserRequest
{
    public required Caller Caller { get; init; }

    /// <summary>The file whose versions are judged; none where null.</summary>
    public FileReference? File { get; init; }

    public string? Name { get; init; }
    public required IReadOnlyList<WantedEvaluator> Evaluators { get; init; }
}

internal sealed class CreateSuiteHandler(
    SuiteEvaluators evaluators, IFileRepository files, ISuiteRepository suites, SuiteReading reading, UuidVersion7 ids, TimeProvider time)
    : IRequestHandler<CreateSuite, Result<SuiteView>>
{
    public async Task<Result<SuiteView>> Handle(CreateSuite request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        FileView? file = null;
        if (request.File is { } reference
            && (file = await files.Find(account, reference, cancellationToken)) is null)
            return HumanloopErrors.FileNotFound(reference.Words);
        var wanted = await evaluators.Resolve(account, request.Evaluators, cancellationToken);
        if (wanted.Error is { } refusal)
            return refusal;

        var suite = new NewSuite(
            ids.Next(), file?.FileId, request.Name, wanted.Value, request.Caller, time.GetUtcNow());
        var created = await suites.Create(suite, cancellationToken);
        return created.Error is { } taken ? taken : (await reading.Find(account, suite.Id, cancellationToken))!;
    }
}
