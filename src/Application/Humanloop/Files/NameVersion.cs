using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>Gives a version a name and a description; its content never changes.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record NameVersion(Caller Caller, FileKind Kind, Guid FileId, Guid VersionId, VersionName Naming)
    : IRequest<Result<FileView>>, IUserRequest;

internal sealed class NameVersionHandler(IFileRepository files) : IRequestHandler<NameVersion, Result<FileView>>
{
    public async Task<Result<FileView>> Handle(NameVersion request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        var reference = new FileReference { FileId = request.FileId, VersionId = request.VersionId, Kind = request.Kind };
        if (await files.Find(account, reference, cancellationToken) is not { } version)
            return HumanloopErrors.FileNotFound(reference.Words);
        var named = await files.NameVersion(account, request.FileId, request.VersionId, request.Naming, cancellationToken);
        return named.Error is { } refusal
            ? refusal
            : version with
            {
                VersionName = request.Naming.Name ?? version.VersionName,
                VersionDescription = request.Naming.Description ?? version.VersionDescription,
            };
    }
}
