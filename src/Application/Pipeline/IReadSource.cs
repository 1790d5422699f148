namespace RunEvaluations.Application.Pipeline;

/// <summary>Where what one request reads comes from: the primary, or a standby where the operator allows that.</summary>
public interface IReadSource
{
    /// <summary>Whether what is read now may be a little old. Off unless <see cref="StandbyBehavior{TRequest, TResponse}"/> says so.</summary>
    bool MayBeOld { get; set; }

    /// <summary>Whether the caller has asked for what is stored at this moment.</summary>
    bool MustBeFresh { get; set; }

    /// <summary>How old what was read may be at most; null where the primary has answered.</summary>
    TimeSpan? Staleness { get; }
}
