using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using RunEvaluations.Application.Pipeline;

namespace RunEvaluations.Application.Tests.Pipeline;

public sealed class RegistrationTests
{
    private static readonly Type[] Types = typeof(ApplicationRegistration).Assembly.GetTypes();

    private readonly IServiceCollection registered = new ServiceCollection().AddApplication();

    internal static IReadOnlyList<Type> RequestTypes { get; } =
        [.. Types.Where(t => t.IsClass && t.IsAssignableTo(typeof(IBaseRequest)))];

    [Fact]
    public void Each_request_has_exactly_one_handler() => Assert.All(RequestTypes, type =>
    {
        var response = Arguments(type, typeof(IRequest<>)).Single();
        Assert.Single(registered, s => s.ServiceType == typeof(IRequestHandler<,>).MakeGenericType(type, response));
    });

    [Fact]
    public void Each_handler_has_its_request() =>
        Assert.Equal(RequestTypes.Count, ApplicationRegistration.Handlers().Count());

    [Fact]
    public void Each_validator_of_a_request_is_registered() => Assert.All(
        Types.SelectMany(t => Arguments(t, typeof(IValidator<>))).Where(RequestTypes.Contains),
        type => Assert.Single(registered, s => s.ServiceType == typeof(IValidator<>).MakeGenericType(type)));

    [Fact]
    public void Each_request_names_its_caller() =>
        Assert.All(RequestTypes, type => Assert.True(type.IsAssignableTo(typeof(IAccountRequest)), type.Name));

    private static IEnumerable<Type> Arguments(Type type, Type contract) =>
        from found in type.GetInterfaces()
        where found.IsGenericType && found.GetGenericTypeDefinition() == contract
        select found.GetGenericArguments()[0];
}
