namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>A request that must not get through, and the one answer that it may have.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Head">Its lines up to the empty one, as they are sent: one char is one byte. See <see cref="World"/>.</param>
/// <param name="Body">What follows, written the same way.</param>
/// <param name="Expected">The answer.</param>
public sealed record Attack(string Name, string Head, string Body, Verdict Expected)
{
    /// <summary>
    /// Whether the sender stops after the last byte, so that what was announced never comes. The server may see that
    /// before it answers, and then answers nobody.
    /// </summary>
    public bool Stops { get; init; }

    /// <summary>Whether the server gives the connection up after its answer, which it did not know when it answered.</summary>
    public bool Exhausts { get; init; }

    /// <summary>The token to send as <c>$token</c>, where it is not the ordinary one.</summary>
    internal Func<Forgery, string>? Token { get; init; }

    public override string ToString() => Name;

    /// <summary>What is wrong with the body, where everything else is as it should be.</summary>
    internal static Attack OnBody(Endpoint endpoint, string name, string body, Verdict expected) =>
        new($"{endpoint.Operation}: {name}", endpoint.Head(Wire.Credential, Wire.Json, Wire.Length), body, expected);

    /// <summary>What is wrong with the credential, where everything else is as it should be.</summary>
    internal static Attack OnToken(string name, Func<Forgery, string> token, Verdict expected) =>
        OnBody(Endpoints.Of("create_run_evaluation"), name, Endpoints.Of("create_run_evaluation").GoodBody!, expected) with
        {
            Token = token,
        };
}
