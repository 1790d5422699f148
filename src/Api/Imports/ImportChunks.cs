using RunEvaluations.Api.Errors;
using RunEvaluations.Application.Imports;
using RunEvaluations.Domain.Imports;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Imports;

/// <summary>Gathers the lines of a body into chunks. Lines that were taken before are passed over, and have to be the same.</summary>
internal sealed class ImportChunks
{
    /// <summary>Enough that a commit a chunk is not felt, few enough that nobody waits long for one.</summary>
    public const int MostLines = 5_000;
    public const int MostBytes = 1024 * 1024;

    private readonly ImportLines lines;
    private readonly ImportSending sending;
    private readonly RecordReader records;
    private CsvLines? csv;
    private bool ended;

    public ImportChunks(ImportLines lines, ImportSending sending, RecordReader records)
    {
        (this.lines, this.sending, this.records) = (lines, sending, records);
        if (records.Lines > 0 && sending.Taken?.Columns is { } columns)
            csv = new CsvLines(columns);
    }

    /// <summary>The next chunk, or what is wrong with the file as a whole; a null value after the last.</summary>
    public async Task<Result<ImportChunk?>> Next(CancellationToken cancellationToken)
    {
        if (ended)
            return Result<ImportChunk?>.Ok(null);
        if (await PassOver(cancellationToken) is { } error)
            return error;

        var (from, bytes) = (records.Position, 0L);
        var (drafts, refused, blank) = (new List<DraftedEvaluation>(), new List<RefusedLine>(), 0L);
        while (true)
        {
            while (records.TryRead(out var record))
            {
                bytes += record.Bytes.Length;
                if (IsHeader(record))
                {
                    if (ReadHeader(record) is { } unusable)
                        return unusable;
                }
                else if (record.IsBlank)
                {
                    blank++;
                }
                else
                {
                    var draft = lines.Draft(sending.Caller, csv, record);
                    if (draft.Error is { } wrong)
                        refused.Add(new(record.Line, wrong));
                    else
                        drafts.Add(draft.Value);
                }

                if (drafts.Count + refused.Count + blank >= MostLines || bytes >= MostBytes)
                    return Chunk(isLast: false);
            }

            if (await records.Fill(cancellationToken))
                continue;
            ended = true;
            return records.Lines == 0 ? BodyErrors.Empty : Chunk(isLast: true);
        }

        ImportChunk Chunk(bool isLast) => new()
        {
            ImportId = sending.Id,
            Format = sending.Format,
            Columns = csv?.Columns,
            From = from,
            To = records.Position,
            Drafts = drafts,
            Refused = refused,
            Blank = blank,
            IsLast = isLast,
        };
    }

    private async Task<Error?> PassOver(CancellationToken cancellationToken)
    {
        if (sending.Taken is not { } taken || records.Lines >= taken.Lines)
            return null;

        while (records.Lines < taken.Lines)
        {
            while (records.Lines < taken.Lines && records.TryRead(out var record))
            {
                if (IsHeader(record) && ReadHeader(record) is not null)
                    return ImportErrors.AnotherFile;
            }

            if (records.Lines < taken.Lines && !await records.Fill(cancellationToken))
                return ImportErrors.AnotherFile;
        }

        return records.Position == taken.Position() ? null : ImportErrors.AnotherFile;
    }

    private bool IsHeader(ImportRecord record) => sending.Format == ImportFormat.Csv && record.Line == 1;

    private Error? ReadHeader(ImportRecord record)
    {
        if (record.IsTooLong)
            return BodyErrors.Unreadable("its header line is too long");
        var header = CsvLines.Of(record.Bytes);
        csv = header.Error is null ? header.Value : null;
        return header.Error;
    }
}
