using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Application.Humanloop;
using RunEvaluations.Application.Imports;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Application.Statistics.Agreement;
using RunEvaluations.Application.Statistics.Comparison;
using RunEvaluations.Application.Statistics.Coverage;
using RunEvaluations.Application.Statistics.Distributions;
using RunEvaluations.Application.Statistics.Gates;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application;

public static class ApplicationRegistration
{
    /// <summary>Registers every handler and validator of this assembly, found by a scan, and the pipeline around them.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddTransient<ServiceFactory>(provider => provider.GetService);
        services.AddTransient<IMediator, Mediator>();
        services.AddSingleton<UuidVersion7>();
        services.AddTransient<IApiKeyGate, ApiKeyGate>();
        services.AddSingleton<IEvaluationDrafts, EvaluationDrafts>();
        services.AddHumanloop();
        services.AddTransient<Selections>();
        services.AddTransient<DistributionReading>();
        services.AddTransient<AgreementReading>();
        services.AddTransient<ComparisonReading>();
        services.AddTransient<CoverageReading>();
        services.AddTransient<GateReading>();

        foreach (var (contract, handler) in Handlers())
            services.AddTransient(contract, handler);
        foreach (var found in AssemblyScanner.FindValidatorsInAssembly(typeof(ApplicationRegistration).Assembly, true))
            services.AddSingleton(found.InterfaceType, found.ValidatorType);

        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ScopeBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(UserOnlyBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(StandbyBehavior<,>));
        foreach (var (request, view) in CreatingRequests())
        {
            services.AddTransient(
                typeof(IPipelineBehavior<,>).MakeGenericType(request, typeof(Result<>).MakeGenericType(view)),
                typeof(IdempotencyBehavior<,>).MakeGenericType(request, view));
        }

        return services;
    }

    internal static IEnumerable<(Type Contract, Type Handler)> Handlers() =>
        from type in typeof(ApplicationRegistration).Assembly.GetTypes()
        where !type.IsAbstract && !type.IsGenericTypeDefinition
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
        select (contract, type);

    private static IEnumerable<(Type Request, Type View)> CreatingRequests() =>
        from type in typeof(ApplicationRegistration).Assembly.GetTypes()
        where !type.IsAbstract
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ICreatingRequest<>)
        select (type, contract.GetGenericArguments()[0]);
}
