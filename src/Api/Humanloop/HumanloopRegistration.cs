using RunEvaluations.Api.Errors;

namespace RunEvaluations.Api.Humanloop;

/// <summary>Registers what Humanloop's API needs besides its controllers, which are found.</summary>
internal static class HumanloopRegistration
{
    public static void AddHumanloop(this IServiceCollection services)
    {
        services.AddSingleton<IErrorDialect, HumanloopErrorBodies>();
        services.Configure<RouteOptions>(routing =>
            routing.SetParameterPolicy<FileKindConstraint>(FileKindConstraint.Name));
    }
}
