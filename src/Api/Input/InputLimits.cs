using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace RunEvaluations.Api.Input;

/// <summary>How large a body may be, in bytes. A part of the section <c>Limits</c>, which has the rest.</summary>
internal record InputLimits
{
    public const string Section = "Limits";

    // A body is read whole before it is parsed.
    private const int Largest = 1024 * 1024 * 1024;

    [Range(1, Largest)]
    public int MaxBodyBytes { get; init; } = 64 * 1024;

    /// <summary>For requests marked <see cref="LargeBodyAttribute"/>: the outputs of a run can be long.</summary>
    [Range(1, Largest)]
    public int MaxRunBodyBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>For a <see cref="Batch{T}"/>, all its items together.</summary>
    [Range(1, Largest)]
    public int MaxBatchBodyBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>For any body.</summary>
    internal int Most => Math.Max(MaxBodyBytes, Math.Max(MaxRunBodyBytes, MaxBatchBodyBytes));

    internal int MostBytesOf(Type body)
    {
        if (BatchReading.Applies(body))
            return MaxBatchBodyBytes;
        return body.IsDefined(typeof(LargeBodyAttribute)) ? MaxRunBodyBytes : MaxBodyBytes;
    }
}
