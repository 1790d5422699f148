namespace RunEvaluations.Infrastructure.Database;

/// <summary>
/// What goes around statements, so that each is told its account in the round trip and the transaction in which it is
/// run: the account is forgotten again with that one. The values of a statement therefore always hold an
/// <c>AccountId</c>.
/// </summary>
internal sealed class AccountStatements
{
    /// <param name="limits">They hold for the same transaction.</param>
    /// <param name="distributed">Whether the rows of accounts are on other nodes.</param>
    public AccountStatements(DatabaseLimits limits, bool distributed)
    {
        Distributed = distributed;
        ForAccount = $"select {SetAccount(distributed)},\n  {limits.TransactionSettings}";
        ForAccountWithin = $"{ForAccount},\n  {Set("lock_timeout", "@LockTimeout", distributed)}";
        // Statements that are sent together are one transaction; other nodes join in where it is called one.
        (Begin, End) = distributed ? ("begin", "commit") : (null, null);
    }

    public bool Distributed { get; }

    /// <summary>A statement, of one row, before each that is for another account than the one before.</summary>
    public string ForAccount { get; }

    /// <summary>The same before one that waits for locks as many milliseconds as <c>@LockTimeout</c> says.</summary>
    public string ForAccountWithin { get; }

    /// <summary>Before the first, outside of a transaction, where that is needed. It brings no rows.</summary>
    public string? Begin { get; }

    /// <summary>After the last one that <see cref="Begin"/> was sent with.</summary>
    public string? End { get; }

    /// <summary>All of it as one text.</summary>
    /// <param name="sql">What goes to the account.</param>
    /// <param name="within">Whether it waits for locks as <see cref="ForAccountWithin"/> says.</param>
    /// <param name="inTransaction">Whether it is a part of one that has begun.</param>
    public string Around(string sql, bool within, bool inTransaction)
    {
        var whole = $"{(within ? ForAccountWithin : ForAccount)};\n{sql}";
        return Begin is null || inTransaction ? whole : $"{Begin};\n{whole};\n{End}";
    }

    /// <summary>In the select list of a statement.</summary>
    public static string SetAccount(bool distributed) => Set("run_evaluations.account_id", "@AccountId", distributed);

    /// <summary>
    /// In the select list of a statement, until the end of the transaction. Of all ways to say it only the command
    /// <c>SET LOCAL</c> reaches other nodes, which takes no parameters: <see cref="Distribution"/> makes a function that
    /// runs it.
    /// </summary>
    public static string Set(string name, string value, bool distributed) =>
        distributed ? $"set_everywhere('{name}', {value})" : $"set_config('{name}', {value}, true)";
}
