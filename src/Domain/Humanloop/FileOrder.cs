namespace RunEvaluations.Domain.Humanloop;

/// <summary>What files are ordered by.</summary>
public enum FileOrder
{
    CreatedAt,
    UpdatedAt,
    Name,
}
