using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RunEvaluations.Api.Security;

/// <summary>
/// The one place that knows the JwtBearer package. Its defaults are not enough, so every check of a token is
/// <see cref="StrictTokenValidator"/>'s.
/// </summary>
internal static class AuthenticationSetup
{
    /// <summary>Makes bearer tokens the way to authenticate. An <see cref="IEvaluatorGate"/> has to be registered.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="settings">The section <c>Authentication</c>.</param>
    /// <param name="environment">Production asks for more.</param>
    /// <param name="dataDirectory">Where the development key is kept; it may be null where it is not used.</param>
    /// <exception cref="Settings.SettingException">A setting is missing, unsafe or contradicts another.</exception>
    public static IServiceCollection AddTokenAuthentication(
        this IServiceCollection services,
        AuthenticationSettings settings,
        IHostEnvironment environment,
        string? dataDirectory)
    {
        var rules = new TokenRulesReader(settings, environment, dataDirectory).Read();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(rules);
        services.AddSingleton(new TokenMemory(TokenMemory.Capacity));
        if (rules.Authority is not null)
        {
            services.AddSingleton(new AuthorityDocuments(rules.Authority, rules.MayFetch));
            services.AddSingleton<AuthorityKeys>();
        }

        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        KeepNoCookieKeys(services);
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<TimeProvider, IServiceProvider>((options, time, provider) =>
            {
                var authority = provider.GetService<AuthorityKeys>();
                options.ConfigurationManager = authority;
                var memory = provider.GetRequiredService<TokenMemory>();
                options.Events = new BearerEvents(rules, memory, authority, time);
                options.SaveToken = false;
                options.SecurityTokenValidators.Clear();
                options.SecurityTokenValidators.Add(new StrictTokenValidator(rules, memory, time));
            });
        return services;
    }

    /// <summary>
    /// The framework adds data protection for the sake of cookies, and this package's handler asks for it. Nothing is
    /// protected with it here, so no key of it is to be written to the home directory at every first start.
    /// </summary>
    private static void KeepNoCookieKeys(IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        var dataProtection = typeof(DataProtectionServiceCollectionExtensions).Assembly;
        var starters = services
            .Where(service => service.ServiceType == typeof(IHostedService)
                && service.ImplementationType?.Assembly == dataProtection)
            .ToList();
        foreach (var starter in starters)
            services.Remove(starter);
    }
}
