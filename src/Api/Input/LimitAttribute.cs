using System.ComponentModel.DataAnnotations;

namespace RunEvaluations.Api.Input;

/// <summary>How many items a page may have: 1 to 1,000.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class LimitAttribute : RangeAttribute
{
    public LimitAttribute()
        : base(1, 1000) => ErrorMessage = "must be from {1} to {2}";
}
