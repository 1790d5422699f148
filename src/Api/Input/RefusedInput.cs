using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Input;

/// <summary>
/// Why a body was refused, on its way from the formatter to the answer. MVC's own carrier, the model state, knows no
/// status, and takes <c>Value</c> and <c>value</c> for the same field.
/// </summary>
internal sealed record RefusedInput(int Status, Error Error);
