using System.Data;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>How Dapper reads and writes the types that it does not know.</summary>
internal static class TypeHandlers
{
    private static readonly JsonSerializerOptions Stored = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new RawObjectConverter() },
    };

    private static readonly Lock Once = new();
    private static bool registered;

    public static void Register()
    {
        lock (Once)
        {
            if (registered)
                return;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            // Dapper asks no handler of a type that it knows itself.
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new UtcHandler());
            SqlMapper.AddTypeHandler(
                typeof(JsonObjectText),
                new JsonHandler<JsonObjectText>(json => json.Text, text => new JsonObjectText(text)));
            SqlMapper.AddTypeHandler(
                typeof(RunResult),
                new JsonHandler<RunResult>(
                    result => JsonSerializer.Serialize(result, Stored),
                    text => JsonSerializer.Deserialize<RunResult>(text, Stored)!));
            SqlMapper.AddTypeHandler(new ArrayHandler<Guid>());
            SqlMapper.AddTypeHandler(new ArrayHandler<string>());
            SqlMapper.AddTypeHandler(new ArrayHandler<int>());
            SqlMapper.AddTypeHandler(new ScopesHandler());
            registered = true;
        }
    }

    // Parameters are typed also where they are null: a prepared statement is found again by the types of its parameters.

    private sealed class UtcHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.TimestampTz;
            parameter.Value = value is DateTimeOffset time ? time.UtcDateTime : value;
        }

        public object Parse(Type destinationType, object value) => new DateTimeOffset((DateTime)value, TimeSpan.Zero);
    }

    private sealed class JsonHandler<T>(Func<T, string> write, Func<string, T> read) : SqlMapper.ITypeHandler
        where T : class
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Json;
            parameter.Value = value is T json ? write(json) : value;
        }

        public object Parse(Type destinationType, object value) => read((string)value);
    }

    private sealed class ArrayHandler<T> : SqlMapper.TypeHandler<IReadOnlyList<T>>
    {
        public override void SetValue(IDbDataParameter parameter, IReadOnlyList<T>? value) =>
            parameter.Value = value is null ? DBNull.Value : value.ToArray();

        public override IReadOnlyList<T> Parse(object value) => (T[])value;
    }

    private sealed class ScopesHandler : SqlMapper.TypeHandler<IReadOnlyList<Scope>>
    {
        public override void SetValue(IDbDataParameter parameter, IReadOnlyList<Scope>? value) =>
            parameter.Value = value is null ? DBNull.Value : value.Select(ScopeNames.Of).ToArray();

        /// <summary>A scope of a later release means nothing to this one, and grants nothing.</summary>
        public override IReadOnlyList<Scope> Parse(object value) => [.. ScopeNames.Known((string[])value)];
    }

    private sealed class RawObjectConverter : JsonConverter<JsonObjectText>
    {
        public override JsonObjectText Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            new(JsonElement.ParseValue(ref reader).GetRawText());

        public override void Write(Utf8JsonWriter writer, JsonObjectText value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Text, skipInputValidation: true);
    }
}
