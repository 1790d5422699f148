using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Errors;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Input;

/// <summary>The answer to a request whose parameters or body could not be read.</summary>
internal static class InvalidInput
{
    public static IActionResult Answer(ActionContext context)
    {
        var refused = context.HttpContext.Features.Get<RefusedInput>();
        var parameters = Parameters(context, refused is not null);

        if (refused is null)
            return new ErrorResult(Error.Invalid(parameters));
        if (parameters.Count == 0 || refused.Error.Fields.Count == 0)
            return new ErrorResult(refused.Error, refused.Status);

        foreach (var (field, reasons) in refused.Error.Fields)
            parameters[field] = reasons;
        return new ErrorResult(Error.Invalid(parameters));
    }

    private static Dictionary<string, string[]> Parameters(ActionContext context, bool bodyRefused) =>
        context.ModelState
            .Where(entry => entry.Value is { Errors.Count: > 0 } && !(bodyRefused && entry.Key == JsonPath.Root))
            .ToDictionary(
                entry => entry.Key.Length == 0 ? JsonPath.Root : entry.Key,
                entry => entry.Value!.Errors.Select(error => Reason(error.ErrorMessage)).ToArray());

    // An error without a message carries an exception, whose words are not for the caller.
    private static string Reason(string message) => message.Length == 0 ? "is not valid" : message;
}
