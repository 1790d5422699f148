using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Json;
using RunEvaluations.Api.Preconditions;

namespace RunEvaluations.Api.Input;

internal static class StrictInput
{
    // Kestrel counts the framing of chunks as body; the limits that callers are told count what is in them.
    private const long ChunkedAllowance = 2;

    /// <summary>
    /// Makes every controller read its input strictly and answer in the wire's JSON. Goes with
    /// <see cref="ErrorBodies.UseErrorBodies"/>, and has to be called before the server starts.
    /// </summary>
    public static IMvcBuilder AddStrictInput(this IMvcBuilder mvc, InputLimits limits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limits.MaxBodyBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limits.MaxRunBodyBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limits.MaxBatchBodyBytes);

        // Kestrel takes a bare LF for the end of a line unless told otherwise, which is how requests are smuggled past
        // a proxy that does not (RFC 9112, section 2.2). There is no option for it; it has to be set before the start.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);

        mvc.Services.AddSingleton(limits);
        mvc.Services.AddExceptionHandler<ExceptionAnswer>();
        mvc.Services.Configure<KestrelServerOptions>(
            kestrel => kestrel.Limits.MaxRequestBodySize = ChunkedAllowance * limits.Most);
        mvc.Services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));

        return mvc
            .AddJsonOptions(json => WireJson.Configure(json.JsonSerializerOptions))
            .AddMvcOptions(options => Configure(options, limits))
            .ConfigureApiBehaviorOptions(behaviour =>
            {
                behaviour.SuppressMapClientErrors = true;
                behaviour.InvalidModelStateResponseFactory = InvalidInput.Answer;
            });
    }

    private static void Configure(MvcOptions options, InputLimits limits)
    {
        options.Filters.Add<QueryFilter>();
        options.InputFormatters.Clear();
        options.InputFormatters.Add(new StrictJsonInputFormatter(limits));
        options.ModelBinderProviders.Insert(0, new TextValueBinderProvider());
        options.ModelBinderProviders.Insert(0, new EntityTagBinderProvider());

        // A success is application/json whatever the caller accepts: application/problem+json is for errors alone.
        options.OutputFormatters.RemoveType<StringOutputFormatter>();
        foreach (var json in options.OutputFormatters.OfType<SystemTextJsonOutputFormatter>())
        {
            json.SupportedMediaTypes.Clear();
            json.SupportedMediaTypes.Add(ContentRules.MediaType);
        }

        // Values come from the path and the query; a form is one more wrong media type.
        options.ValueProviderFactories.Clear();
        options.ValueProviderFactories.Add(new RouteValueProviderFactory());
        options.ValueProviderFactories.Add(new QueryStringValueProviderFactory());

        // What is required is decided by WireJson and QueryFilter; the framework's own rule would add its own words.
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        options.ModelMetadataDetailsProviders.Add(
            new SystemTextJsonValidationMetadataProvider(WireJson.Options.PropertyNamingPolicy!));
        Words(options.ModelBindingMessageProvider);
    }

    private static void Words(DefaultModelBindingMessageProvider words)
    {
        words.SetAttemptedValueIsInvalidAccessor((_, _) => "is not valid");
        words.SetMissingBindRequiredValueAccessor(_ => "is required");
        words.SetMissingKeyOrValueAccessor(() => "is required");
        words.SetMissingRequestBodyRequiredValueAccessor(() => "is required");
        words.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "is not valid");
        words.SetNonPropertyUnknownValueIsInvalidAccessor(() => "is not valid");
        words.SetNonPropertyValueMustBeANumberAccessor(() => "must be a number");
        words.SetUnknownValueIsInvalidAccessor(_ => "is not valid");
        words.SetValueIsInvalidAccessor(_ => "is not valid");
        words.SetValueMustBeANumberAccessor(_ => "must be a number");
        words.SetValueMustNotBeNullAccessor(_ => "must not be null");
    }
}
