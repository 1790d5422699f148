using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace RunEvaluations.Domain.Evaluations;

/// <summary>
/// The hash of an entry: SHA-256 over the binary form that PostgreSQL gives a record of the hash of the entry before,
/// of what the entry says, and for a creation of all that it fixed. Of later entries the database computes it as it writes
/// them (<c>sha256(record_send(row(...)))</c>); this computes it for new evaluations, and again from what is read.
/// </summary>
public static class EvaluationEntryHash
{
    // The types' numbers, from the catalogue pg_type. They never change.
    private const int Bytea = 17;
    private const int Int4 = 23;
    private const int Text = 25;
    private const int Float8 = 701;
    private const int TimestampTz = 1184;
    private const int Uuid = 2950;

    /// <summary>In place of a length.</summary>
    private const int Null = -1;

    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Of the entry that creates the evaluation.</summary>
    public static byte[] Of(Evaluation evaluation)
    {
        var author = evaluation.Author;
        var creation = new EvaluationEntry
        {
            Version = 1,
            Action = EvaluationAction.Created,
            Value = evaluation.Value,
            CreatedBy = author.UserId,
            CreatedByEvaluatorId = author.EvaluatorId,
            CreatedAt = evaluation.CreatedAt,
            Hash = [],
        };
        var recorded = new RecordedEvaluation
        {
            AccountId = author.AccountId,
            RunId = evaluation.RunId,
            Id = evaluation.Id,
            EvaluationLabelId = evaluation.LabelId,
            OutputName = evaluation.OutputName,
            FieldPath = evaluation.FieldPath,
            Comment = evaluation.Comment,
            Metadata = evaluation.Metadata,
            Confidence = evaluation.Confidence,
            Version = 1,
            Value = evaluation.Value,
            Hash = [],
            Entries = [],
        };
        return Of(recorded, creation);
    }

    public static byte[] Of(RecordedEvaluation evaluation, EvaluationEntry entry)
    {
        var created = entry.Action == EvaluationAction.Created;
        var record = new ArrayBufferWriter<byte>(512);
        Write(record, created ? 17 : 11);
        Field(record, Bytea, entry.PreviousHash);
        Field(record, evaluation.AccountId);
        Field(record, evaluation.RunId);
        Field(record, evaluation.Id);
        Field(record, Int4, entry.Version);
        Field(record, StoredAction(entry.Action));
        Field(record, entry.Value);
        Field(record, entry.CreatedBy);
        Field(record, entry.CreatedByEvaluatorId);
        Field(record, TimestampTz, (entry.CreatedAt - Epoch).Ticks / TimeSpan.TicksPerMicrosecond);
        Field(record, entry.Reason);
        if (created)
        {
            Field(record, evaluation.EvaluationLabelId);
            Field(record, evaluation.OutputName);
            Field(record, evaluation.FieldPath);
            Field(record, evaluation.Comment);
            Field(record, evaluation.Metadata?.Text);
            Field(record, evaluation.Confidence);
        }

        return SHA256.HashData(record.WrittenSpan);
    }

    private static string StoredAction(EvaluationAction action) => action switch
    {
        EvaluationAction.Created => "created",
        EvaluationAction.Changed => "changed",
        EvaluationAction.Retracted => "retracted",
        _ => throw new UnreachableException(),
    };

    private static void Field(ArrayBufferWriter<byte> record, string? text)
    {
        Write(record, Text);
        Write(record, text is null ? Null : Encoding.UTF8.GetByteCount(text));
        if (text is not null)
            Encoding.UTF8.GetBytes(text, record);
    }

    private static void Field(ArrayBufferWriter<byte> record, Guid? id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id?.TryWriteBytes(bytes, bigEndian: true, out _);
        Field(record, Uuid, bytes, isNull: id is null);
    }

    private static void Field(ArrayBufferWriter<byte> record, double? value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value ?? 0);
        Field(record, Float8, bytes, isNull: value is null);
    }

    private static void Field(ArrayBufferWriter<byte> record, int type, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        Field(record, type, bytes);
    }

    private static void Field(ArrayBufferWriter<byte> record, int type, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        Field(record, type, bytes);
    }

    private static void Field(ArrayBufferWriter<byte> record, int type, byte[]? content) =>
        Field(record, type, content, isNull: content is null);

    private static void Field(ArrayBufferWriter<byte> record, int type, ReadOnlySpan<byte> content, bool isNull = false)
    {
        Write(record, type);
        Write(record, isNull ? Null : content.Length);
        if (!isNull)
            record.Write(content);
    }

    private static void Write(ArrayBufferWriter<byte> record, int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(record.GetSpan(sizeof(int)), number);
        record.Advance(sizeof(int));
    }
}
