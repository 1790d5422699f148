using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace RunEvaluations.Api.Tests.Isolation;

/// <summary>An endpoint as the service itself lists it.</summary>
internal sealed record Endpoint(string Method, RouteEndpoint Route)
{
    /// <summary>What <see cref="Sample.All"/> has it under.</summary>
    public string Key => $"{(Method == "HEAD" ? "GET" : Method)} {Pattern}";

    public string Pattern => Route.RoutePattern.RawText!.TrimStart('/');

    public bool IsOpen => Route.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    public bool IsGuarded => Route.Metadata.GetMetadata<IAuthorizeData>() is not null;

    private ControllerActionDescriptor? Action => Route.Metadata.GetMetadata<ControllerActionDescriptor>();

    public static IReadOnlyList<Endpoint> Of(IServiceProvider services) =>
    [
        .. from route in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new Endpoint(method, route),
    ];

    /// <summary>What can be an id in a request, and stands in no sample: a sentence for each that says what to add.</summary>
    public IEnumerable<string> Uncovered()
    {
        if (!Sample.All.TryGetValue(Key, out var samples))
            return [$"Sample.cs has no request for it: add a line [\"{Key}\"] with a name of World.cs for each id."];

        var route = Regex.Replace(Pattern, @"\{\w+\}", "[A-Z]{3,}");
        return
        [
            .. samples.Where(s => !Regex.IsMatch(s.Path, $@"^/{route}(\?|$)"))
                .Select(s => $"the path {s.Path} needs a name of World.cs for each parameter of {Pattern}."),
            .. from parameter in Action?.Parameters ?? []
               where !samples.Any(s => IsCovered(parameter, s))
               select $"no sample has an id of World.cs in {parameter.BindingInfo?.BinderModelName ?? parameter.Name}.",
            .. from field in Action?.Parameters.Where(p => IsFrom(p, BindingSource.Body)).SelectMany(p => Ids(p.ParameterType)) ?? []
               where !samples.Any(s => Regex.IsMatch(s.Body ?? "", $"\"{field}\":\\[?\"[A-Z]{{3,}}\""))
               select $"no sample has an id of World.cs in the body's {field}.",
        ];
    }

    private static bool IsCovered(ParameterDescriptor parameter, Sample sample)
    {
        var name = parameter.BindingInfo?.BinderModelName ?? parameter.Name;
        if (IsFrom(parameter, BindingSource.Header))
            return Regex.IsMatch(sample.Header ?? "", $"^{name}: .*[A-Z]{{3,}}");
        return !IsFrom(parameter, BindingSource.Query) || !(IsId(parameter.ParameterType) || name == "after")
            || Regex.IsMatch(sample.Path, $@"[?&]{name}=[A-Z]{{3,}}");
    }

    private static bool IsFrom(ParameterDescriptor parameter, BindingSource source) =>
        parameter.BindingInfo?.BindingSource == source;

    /// <summary>The fields of a body that are ids, at any depth.</summary>
    private static IEnumerable<string> Ids(Type body) =>
        from type in body.IsGenericType ? body.GetGenericArguments() : [body]
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        from name in IsId(property.PropertyType) ? [JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)]
            : IsBody(property.PropertyType) ? Ids(property.PropertyType) : []
        select name;

    private static bool IsId(Type type) =>
        type == typeof(Guid) || type == typeof(Guid?) || type.IsAssignableTo(typeof(IEnumerable<Guid>));

    private static bool IsBody(Type type) => type.Assembly.GetName().Name == "RunEvaluations.Api" && type.IsClass;
}
