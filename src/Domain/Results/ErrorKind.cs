namespace RunEvaluations.Domain.Results;

/// <summary>What kind of refusal an <see cref="Error"/> is; the API maps each kind to one HTTP status.</summary>
public enum ErrorKind
{
    /// <summary>The request itself is wrong, whatever is stored.</summary>
    Invalid,

    /// <summary>More was sent than is taken at once.</summary>
    TooLarge,

    /// <summary>The credential is not a good one.</summary>
    Unauthenticated,

    /// <summary>The credential does not allow this act.</summary>
    Forbidden,

    /// <summary>What the request names does not exist in the caller's account.</summary>
    NotFound,

    /// <summary>The request is at odds with what is stored.</summary>
    Conflict,

    /// <summary>
    /// The request is well formed, and what the account itself has said refuses it: a rule that it has set, or another
    /// request under the same idempotency key.
    /// </summary>
    Refused,

    /// <summary>What the request was conditional on is no longer so.</summary>
    Stale,

    /// <summary>The request has to say what it is conditional on.</summary>
    Unconditional,

    /// <summary>Nothing is wrong with it, but it was to be done only together with what was refused.</summary>
    Dependent,
}
