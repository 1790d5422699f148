using System.Buffers.Binary;
using System.Text;

namespace RunEvaluations.Api.Tests.Telemetry;

/// <summary>A message of Protocol Buffers, read without its schema: what it holds, by the number of the field.</summary>
internal sealed class Proto
{
    private readonly ILookup<int, (byte[] Bytes, ulong Number)> fields;

    public Proto(byte[] message) => fields = Read(message).ToLookup(f => f.Field, f => (f.Bytes, f.Number));

    public IEnumerable<Proto> this[int field] => fields[field].Select(f => new Proto(f.Bytes));

    /// <summary>The messages at the end of a way through nested ones.</summary>
    public IEnumerable<Proto> All(params int[] way) =>
        way.Aggregate((IEnumerable<Proto>)[this], (found, field) => found.SelectMany(message => message[field]));

    public string Text(int field) => string.Concat(fields[field].Select(f => Encoding.UTF8.GetString(f.Bytes)));

    public string Hex(int field) => string.Concat(fields[field].Select(f => Convert.ToHexStringLower(f.Bytes)));

    public ulong Number(int field) => fields[field].Select(f => f.Number).LastOrDefault();

    /// <summary>OpenTelemetry's list of keys and values, the values as text.</summary>
    public Dictionary<string, string> Attributes(int field) =>
        this[field].ToDictionary(pair => pair.Text(1), pair => pair[2].Single().AnyValue());

    /// <summary>OpenTelemetry's AnyValue, as far as texts and whole numbers go.</summary>
    public string AnyValue() => fields.Contains(1) ? Text(1) : $"{Number(3)}";

    private static IEnumerable<(int Field, byte[] Bytes, ulong Number)> Read(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = VarInt(message, ref at);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    yield return (field, [], VarInt(message, ref at));
                    break;
                case 1:
                    yield return (field, [], BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(at, 8)));
                    at += 8;
                    break;
                case 2:
                    var length = (int)VarInt(message, ref at);
                    yield return (field, message[at..(at + length)], 0);
                    at += length;
                    break;
                case 5:
                    yield return (field, [], BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(at, 4)));
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7} at {at}.");
            }
        }
    }

    private static ulong VarInt(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
