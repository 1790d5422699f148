namespace RunEvaluations.Application.Pipeline;

/// <summary>
/// A request that may read all that the account has, and takes as long as that does. It is given more time than others, and
/// an account has few of them at once.
/// </summary>
public interface ILongRequest : IAccountRequest;
