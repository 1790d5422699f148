using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Errors;

/// <summary>How a part of the API that was published by others says what it refuses.</summary>
internal interface IErrorDialect
{
    /// <summary>Whether the request is made to that part.</summary>
    bool Speaks(HttpRequest request);

    /// <summary>The HTTP status there, of what has another one here perhaps.</summary>
    int StatusOf(int status, Error error);

    /// <summary>The body, as JSON.</summary>
    byte[] Body(string traceId, int status, Error error);
}
