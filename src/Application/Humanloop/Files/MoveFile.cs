using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>Gives a file another path, or another name in the directory where it is.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record MoveFile(Caller Caller, FileKind Kind, Guid FileId, string? Path, string? Name)
    : IRequest<Result<FileView>>, IUserRequest;

internal sealed class MoveFileHandler(IFileRepository files) : IRequestHandler<MoveFile, Result<FileView>>
{
    public async Task<Result<FileView>> Handle(MoveFile request, CancellationToken cancellationToken)
    {
        var (account, reference) = (request.Caller.AccountId, new FileReference { FileId = request.FileId, Kind = request.Kind });
        if (await files.Find(account, reference, cancellationToken) is not { } file)
            return HumanloopErrors.FileNotFound(reference.Words);
        var path = request.Path ?? file.Path;
        if (request.Name is { } name)
            path = path[..(path.LastIndexOf('/') + 1)] + name;
        if (FilePath.Fault(path) is { } fault)
            return HumanloopErrors.Invalid(request.Path is null ? "body.name" : "body.path", fault);
        var moved = await files.Move(account, request.Kind, request.FileId, path, cancellationToken);
        return moved.Error is { } refusal ? refusal : file with { Path = path };
    }
}
