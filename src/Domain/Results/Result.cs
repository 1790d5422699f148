namespace RunEvaluations.Domain.Results;

/// <summary>Lets a behaviour build the failure of any result type, and see what it is, without reflection.</summary>
public interface IResult<out TSelf>
{
    Error? Error { get; }

    /// <summary>What the value keeps open until it is disposed of, such as rows that are still to be read.</summary>
    IAsyncDisposable? Open { get; }

    static abstract TSelf Fail(Error error);
}

/// <summary>What a request came to: a value, or the <see cref="Results.Error"/> that refused it.</summary>
public sealed class Result<T> : IResult<Result<T>>
{
    private readonly T? value;

    private Result(T? value, Error? error) => (this.value, Error) = (value, error);

    public Error? Error { get; }

    /// <summary>Whether this is what an earlier request with the same idempotency key came to.</summary>
    public bool Replayed { get; private init; }

    public T Value => Error is null
        ? value!
        : throw new InvalidOperationException($"There is no value: the request was refused ({Error.Code}).");

    public IAsyncDisposable? Open => value as IAsyncDisposable;

    /// <summary>What comes of the value, or the same refusal.</summary>
    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) =>
        Error is { } error ? Result<TNext>.Fail(error) : next(Value);

    public static Result<T> Ok(T value) => new(value, null);

    public static Result<T> Replay(T value) => new(value, null) { Replayed = true };

    public static Result<T> Fail(Error error) => new(default, error);

    public static implicit operator Result<T>(T value) => Ok(value);

    public static implicit operator Result<T>(Error error) => Fail(error);
}

/// <summary>The value of a request that has nothing to give back.</summary>
public readonly record struct Done;
