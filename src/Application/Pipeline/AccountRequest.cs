using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Pipeline;

/// <summary>A request is always made on behalf of somebody; every statement it leads to names the account.</summary>
public interface IAccountRequest
{
    Caller Caller { get; }
}

/// <summary>A request that an evaluator's credential may not make.</summary>
public interface IUserRequest : IAccountRequest;

/// <summary>A request that changes nothing and decides nothing: its answer may be as old as the operator allows.</summary>
public interface IReadRequest : IAccountRequest;

/// <summary>
/// A request that may be carried out together with others, in a statement that they share: it waits for that, and not for
/// a place at the database of its own.
/// </summary>
public interface ISharingRequest : IAccountRequest
{
    /// <summary>Whether this one may.</summary>
    bool MayShare { get; }
}
