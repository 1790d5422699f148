namespace RunEvaluations.Api.Tests.Isolation;

/// <summary>What a caller finds of the world that it is said to be in: otherwise a test of what it does not find shows nothing.</summary>
internal sealed record Reaches(params int[] Refusals)
{
    /// <summary>All is there; what cannot be done twice is done already.</summary>
    public static readonly Reaches Everything = new(400, 401, 403, 404, 422, 500);

    /// <summary>All is there, and some of it is not for this caller.</summary>
    public static readonly Reaches Some = new(400, 401, 404, 500);

    /// <summary>Nothing but the refusal of the credential.</summary>
    public static readonly Reaches Nothing = new();

    public bool IsContradictedBy(int status) => Refusals is [] ? status != 401 : Refusals.Contains(status);
}
