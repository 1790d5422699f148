namespace RunEvaluations.Domain.Statistics;

/// <summary>What an evaluation may have or lack.</summary>
public enum Trait
{
    /// <summary>The user who recorded it; none where an evaluator did.</summary>
    Author,

    /// <summary>The evaluator that recorded it; none where a user did.</summary>
    Evaluator,

    /// <summary>The experiment of its run.</summary>
    Experiment,

    /// <summary>The output that is judged; none where the run as a whole is.</summary>
    OutputName,

    /// <summary>The field that is judged; none where an output, or the run as a whole, is.</summary>
    FieldPath,
}
