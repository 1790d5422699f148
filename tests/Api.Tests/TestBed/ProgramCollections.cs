namespace RunEvaluations.Api.Tests.TestBed;

/// <summary>
/// The tests that start the program run in two rows beside each other, so that a dozen processes at once do not starve
/// the machine.
/// </summary>
internal static class ProgramCollections
{
    public const string Commands = "Programs that end by themselves";
    public const string Services = "Programs that serve";
}
