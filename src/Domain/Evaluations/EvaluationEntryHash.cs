using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RunEvaluations.Domain.Evaluations;

/// <summary>
/// The hash of an entry: SHA-256 over the binary form that PostgreSQL gives a record of the hash of the entry before,
/// of what the entry says, and for a creation of all that it fixed. The database computes it as it writes an entry
/// (<c>sha256(record_send(row(...)))</c>); this computes it again from what is read, without asking the database.
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

    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Of(RecordedEvaluation evaluation, EvaluationEntry entry)
    {
        List<byte[]> fields =
        [
            Field(Bytea, entry.PreviousHash),
            Field(evaluation.AccountId),
            Field(evaluation.RunId),
            Field(evaluation.Id),
            Field(Int4, Number(entry.Version)),
            Field(entry.Action.ToString().ToLowerInvariant()),
            Field(entry.Value),
            Field(entry.CreatedBy),
            Field(entry.CreatedByEvaluatorId),
            Field(TimestampTz, Number((entry.CreatedAt - Epoch).Ticks / TimeSpan.TicksPerMicrosecond)),
            Field(entry.Reason),
        ];
        if (entry.Action == EvaluationAction.Created)
        {
            fields.AddRange(
            [
                Field(evaluation.EvaluationLabelId),
                Field(evaluation.OutputName),
                Field(evaluation.FieldPath),
                Field(evaluation.Comment),
                Field(evaluation.Metadata?.Text),
                Field(evaluation.Confidence),
            ]);
        }

        return SHA256.HashData([.. Number(fields.Count), .. fields.SelectMany(f => f)]);
    }

    private static byte[] Field(string? text) => Field(Text, text is null ? null : Encoding.UTF8.GetBytes(text));

    private static byte[] Field(Guid? id) => Field(Uuid, id?.ToByteArray(bigEndian: true));

    private static byte[] Field(double? value) =>
        Field(Float8, value is { } number ? Number(BitConverter.DoubleToInt64Bits(number)) : null);

    private static byte[] Field(int type, byte[]? content) =>
        [.. Number(type), .. Number(content?.Length ?? -1), .. content ?? []];

    private static byte[] Number(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Number(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
