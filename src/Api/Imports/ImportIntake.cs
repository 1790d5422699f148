using MediatR;
using RunEvaluations.Api.Input;
using RunEvaluations.Api.Limits;
using RunEvaluations.Api.Telemetry;
using RunEvaluations.Application.Imports;
using RunEvaluations.Domain.Imports;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Imports;

/// <summary>
/// Takes chunk after chunk: while the database works on one, the next is read and made ready, and there is never a third.
/// Each has its turn at the database like any other request.
/// </summary>
internal sealed class ImportIntake(
    IMediator mediator,
    ImportLines lines,
    InputLimits limits,
    DatabaseWait wait,
    ServiceMeter meter,
    IHostApplicationLifetime host)
{
    /// <summary>The import after the last chunk that was taken; what was taken stays so, whatever stops it.</summary>
    public async Task<Result<ImportView>> Take(ImportSending sending, Stream body, CancellationToken cancellationToken)
    {
        var begin = sending.Begin();
        if (begin.Error is { } elsewhere)
            return elsewhere;

        using var records = new RecordReader(
            body, quoted: sending.Format == ImportFormat.Csv, limits.MaxBodyBytes, begin.Value);
        var chunks = new ImportChunks(lines, sending, records);
        var import = sending.Taken;
        Task<Result<TakenChunk>>? underWay = null;
        try
        {
            while (true)
            {
                var next = await chunks.Next(cancellationToken);
                if (underWay is not null)
                {
                    var done = await underWay;
                    underWay = null;
                    if (done.Error is { } refusal)
                        return refusal;
                    Count(done.Value);
                    import = done.Value.Import;
                }

                if (next.Error is { } error)
                    return error;
                if (next.Value is not { } chunk || IsKnownEnd(import, chunk))
                    return import!;
                if (host.ApplicationStopping.IsCancellationRequested)
                    throw new StoppingException();

                wait.Renew();
                underWay = mediator.Send(new TakeImportChunk(sending.Caller, chunk), cancellationToken);
            }
        }
        finally
        {
            // What it works with is the request's, and gone when that ends.
            if (underWay is not null)
                await Task.WhenAny(underWay);
        }
    }

    /// <summary>Whether the whole file has come once more, and its end was taken as well.</summary>
    private static bool IsKnownEnd(ImportView? import, ImportChunk chunk) =>
        chunk.IsLast && import is { CompletedAt: not null } && chunk.To == import.Position();

    private void Count(TakenChunk taken)
    {
        foreach (var (label, count) in taken.CreatedByLabel.Where(c => c.Value > 0))
            meter.CountEvaluation("created", label, null, count);
        foreach (var code in taken.Refused.CountBy(r => r.Error.Code))
            meter.CountEvaluation("refused", null, code.Key, code.Value);
    }
}
