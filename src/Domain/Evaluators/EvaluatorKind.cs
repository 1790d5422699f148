namespace RunEvaluations.Domain.Evaluators;

/// <summary>What judges.</summary>
public enum EvaluatorKind
{
    /// <summary>People, through a tool that holds the evaluator's credential.</summary>
    Human,

    /// <summary>A language model.</summary>
    Llm,

    /// <summary>A program.</summary>
    Code,
}
