using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>Makes a version of a prompt, tool, flow or agent, and the file where there is none; finds the one it is if there is.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record PutVersion : IRequest<Result<FileView>>, IUserRequest
{
    public required Caller Caller { get; init; }
    public required FileKind Kind { get; init; }
    public required VersionContent Version { get; init; }
}

internal sealed class PutVersionHandler(NewVersions newVersions, TimeProvider time) : IRequestHandler<PutVersion, Result<FileView>>
{
    public Task<Result<FileView>> Handle(PutVersion request, CancellationToken cancellationToken) =>
        newVersions.Make(request.Version.ToVersion(request.Kind, request.Caller, time.GetUtcNow()), cancellationToken);
}
