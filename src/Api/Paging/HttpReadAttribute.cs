using Microsoft.AspNetCore.Mvc.Routing;

namespace RunEvaluations.Api.Paging;

/// <summary>A read: answers GET, and HEAD with the same headers and no body.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HttpReadAttribute(string template) : HttpMethodAttribute(["GET", "HEAD"], template);
