using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Errors;

/// <summary>The one place that knows which HTTP status each kind of refusal has.</summary>
internal static class ErrorStatus
{
    public static int Of(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Refused => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.Stale => StatusCodes.Status412PreconditionFailed,
        ErrorKind.Unconditional => StatusCodes.Status428PreconditionRequired,
        ErrorKind.Dependent => StatusCodes.Status424FailedDependency,
        _ => StatusCodes.Status500InternalServerError,
    };
}
