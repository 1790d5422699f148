namespace RunEvaluations.Api.OpenApi;

/// <summary>
/// Says in the OpenAPI document with which statuses an action refuses, besides those that any action can answer with:
/// 400, 401, 403, 429 and 503.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RefusesAttribute(params int[] statuses) : Attribute
{
    public IEnumerable<int> Statuses { get; } = [400, 401, 403, .. statuses, 429, 503];
}
