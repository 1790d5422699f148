using Npgsql;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Evaluations;

internal static class WriteAttempts
{
    public static readonly WriteAttempt NotFound = new(null, new EvaluationTarget(false, null, true));

    /// <summary>
    /// The same for a run that was not there and one that is deleted at this moment: the statement still found it, and
    /// the foreign key, for which it had to wait, no longer does.
    /// </summary>
    public static async Task<WriteAttempt> OrNotFound(this Task<WriteAttempt?> attempt)
    {
        try
        {
            return await attempt ?? NotFound;
        }
        catch (PostgresException e) when (e.SaysRunIsGone())
        {
            return NotFound;
        }
    }

    /// <summary>For several together, which may be tried again: the next look does not find the run.</summary>
    public static TimeoutException ToTryAgain(this PostgresException exception) =>
        new("A run was deleted meanwhile.", exception);

    public static bool SaysRunIsGone(this PostgresException exception) =>
        exception.Violates("run_evaluations_run", PostgresErrorCodes.ForeignKeyViolation);
}
