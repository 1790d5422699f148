namespace RunEvaluations.Domain.Humanloop;

/// <summary>What a file is. Whatever it is, it has a path and versions.</summary>
public enum FileKind
{
    Prompt,
    Tool,
    Flow,
    Agent,
    Evaluator,
    Dataset,
}
