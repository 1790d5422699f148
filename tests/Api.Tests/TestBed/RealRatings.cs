namespace RunEvaluations.Api.Tests.TestBed;

/// <summary>
/// 300 answers of three systems to questions about stories, each rated by three of four people on three labels (SQuALITY,
/// CC BY 4.0). The file is not part of this repository; without it there is nothing to compare.
/// </summary>
internal static class RealRatings
{
    public static readonly string[] Labels = ["correctness", "coverage", "overall"];

    /// <summary>Where it is, or an empty text.</summary>
    public static TheoryData<string> Files => System.IO.File.Exists(File) ? new(File) : new("");

    private static string File => Path.Combine(Checkout.Root, "..", "shared", "data", "squality-human-eval.ndjson");
}
