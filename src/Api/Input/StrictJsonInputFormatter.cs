using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Formatters;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Idempotency;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Input;

/// <summary>Reads every body, and refuses those that are not sent as JSON itself, so that it can say why.</summary>
internal sealed class StrictJsonInputFormatter : InputFormatter, IInputFormatterExceptionPolicy
{
    private readonly InputLimits limits;

    public StrictJsonInputFormatter(InputLimits limits)
    {
        this.limits = limits;
        SupportedMediaTypes.Add(ContentRules.MediaType);
    }

    // A body that the server could not receive is not the formatter's to explain: the exception goes on.
    public InputFormatterExceptionPolicy ExceptionPolicy => InputFormatterExceptionPolicy.MalformedInputExceptions;

    public override bool CanRead(InputFormatterContext context) => true;

    public override Task<InputFormatterResult> ReadAsync(InputFormatterContext context) =>
        ReadRequestBodyAsync(context);

    public override async Task<InputFormatterResult> ReadRequestBodyAsync(InputFormatterContext context)
    {
        var http = context.HttpContext;
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
            return Empty(context);

        if (ContentRules.Problem(http.Request) is { } problem)
            return Refuse(context, StatusCodes.Status415UnsupportedMediaType, BodyErrors.UnsupportedMediaType(problem));

        var limit = limits.MostBytesOf(context.ModelType);
        using var body = await RequestBody.ReadAsync(http.Request, limit, http.RequestAborted);
        if (body is null)
            return Refuse(context, StatusCodes.Status413PayloadTooLarge, BodyErrors.TooLarge(limit));
        if (body.Bytes.IsEmpty)
            return Empty(context);

        http.Features.Get<SentKey>()?.Cover(http.Request, body.Bytes);
        var logger = http.RequestServices.GetRequiredService<ILogger<StrictJsonInputFormatter>>();
        var result = StrictJson.Read(body.Bytes, context.ModelType, logger);
        return result.Error is { } refusal
            ? Refuse(context, StatusCodes.Status400BadRequest, refusal)
            : await InputFormatterResult.SuccessAsync(result.Value);
    }

    private static InputFormatterResult Empty(InputFormatterContext context) => context.TreatEmptyInputAsDefaultValue
        ? InputFormatterResult.NoValue()
        : Refuse(context, StatusCodes.Status400BadRequest, BodyErrors.Empty);

    private static InputFormatterResult Refuse(InputFormatterContext context, int status, Error error)
    {
        context.HttpContext.Features.Set(new RefusedInput(status, error));
        context.ModelState.TryAddModelError(JsonPath.Root, error.Message);
        return InputFormatterResult.Failure();
    }
}
