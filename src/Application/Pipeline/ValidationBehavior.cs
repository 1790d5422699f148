using System.Text.Json;
using FluentValidation;
using MediatR;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Pipeline;

/// <summary>Refuses a request that its slice's validator finds wrong, before the handler sees it.</summary>
internal sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next)
    {
        var fields = validators
            .SelectMany(v => v.Validate(request).Errors)
            .GroupBy(e => WireName(e.PropertyName), e => e.ErrorMessage)
            .ToDictionary(g => g.Key, g => g.Distinct().ToArray());
        return fields.Count > 0 ? TResponse.Fail(Error.Invalid(fields)) : await next();
    }

    private static string WireName(string property) =>
        string.Join('.', property.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
}
