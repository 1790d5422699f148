namespace RunEvaluations.Domain.Statistics;

/// <summary>What figures are grouped by, besides the label.</summary>
public enum Grouping
{
    /// <summary>The user who recorded it.</summary>
    Author,

    /// <summary>The evaluator that recorded it.</summary>
    Evaluator,

    /// <summary>The experiment of the run.</summary>
    Experiment,

    /// <summary>The output that is judged.</summary>
    OutputName,

    /// <summary>The field that is judged.</summary>
    FieldPath,

    /// <summary>The hour, in UTC, in which it was recorded.</summary>
    Hour,

    /// <summary>The day, in UTC.</summary>
    Day,

    /// <summary>The week, which begins on Monday (ISO 8601), in UTC.</summary>
    Week,
}
