namespace RunEvaluations.Api.Limits;

/// <summary>More requests of one account wait for the database than may.</summary>
internal sealed class TooManyRequestsException : Exception;
