namespace RunEvaluations.Infrastructure.Database;

/// <summary>The connection strings of the two roles that use the database.</summary>
/// <param name="Service">Of a role that may do what the service does, and no more.</param>
/// <param name="Owner">Of the tables' owner, which migrates them.</param>
public sealed record DatabaseConnections(string Service, string Owner);
