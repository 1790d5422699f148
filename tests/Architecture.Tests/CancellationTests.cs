using System.Data;
using System.Reflection;
using Dapper;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RunEvaluations.Architecture.Tests.Source;

namespace RunEvaluations.Architecture.Tests;

/// <summary>A caller who has gone away leaves no statement running.</summary>
public class CancellationTests
{
    private static readonly HashSet<string> DapperCalls =
    [
        .. from method in typeof(SqlMapper).GetMethods(BindingFlags.Public | BindingFlags.Static)
           where method.GetParameters() is [var first, ..] && first.ParameterType.IsAssignableTo(typeof(IDbConnection))
           select method.Name,
    ];

    [Fact]
    public void Every_statement_can_be_cancelled() =>
        CallsCanBeCancelled(Checkout.Sources("src/Infrastructure")).Passes(atLeast: 15);

    [Fact]
    public void A_call_that_cannot_be_cancelled_is_found()
    {
        var bad = new SourceFile("Bad.cs", """
            class BadRepository
            {
                async Task Read(CancellationToken cancellationToken)
                {
                    await using var connection = await database.OpenConnectionAsync();
                    await connection.ExecuteAsync(new CommandDefinition(Sql, cancellationToken: cancellationToken));
                    await connection.ExecuteAsync(new CommandDefinition(Sql, values));
                    await connection.QueryAsync<Row>(new CommandDefinition(Sql, cancellationToken: default));
                    await connection.QueryAsync<Row>(Sql, values);
                    connection?.Execute(Sql);
                }
            }
            """);

        Assert.Equal(
            [
                "Bad.cs:5 opens without a token", "Bad.cs:7 has no token", "Bad.cs:8 has no token",
                "Bad.cs:9 calls QueryAsync without a CommandDefinition",
                "Bad.cs:10 calls Execute without a CommandDefinition",
            ],
            CallsCanBeCancelled([bad]).Offences);
    }

    private static Inspection CallsCanBeCancelled(IEnumerable<SourceFile> files)
    {
        var inspections = files.Select(file => Inspection.Of(
            file.Root.DescendantNodes().Where(node => IsCommand(node) || IsCall(node)),
            node => OffenceOf(node) is { } offence ? [$"{file.Place(node)} {offence}"] : [])).ToList();
        return new(inspections.Sum(i => i.Looked), [.. inspections.SelectMany(i => i.Offences)]);
    }

    private static string? OffenceOf(SyntaxNode node)
    {
        if (node is ObjectCreationExpressionSyntax command)
            return command.ArgumentList?.Arguments.Any(IsToken) == true ? null : "has no token";
        var call = (InvocationExpressionSyntax)node;
        var name = NameOf(call);
        if (name == "OpenConnectionAsync")
            return call.ArgumentList.Arguments.Count > 0 ? null : "opens without a token";
        // A method of ours may have the name of one of Dapper's, which take no token.
        var arguments = call.ArgumentList.Arguments;
        if (arguments.LastOrDefault()?.Expression is IdentifierNameSyntax { Identifier.ValueText: "cancellationToken" })
            return null;
        return arguments.FirstOrDefault() is { } first && IsCommand(first.Expression)
            ? null
            : $"calls {name} without a CommandDefinition";
    }

    private static bool IsToken(ArgumentSyntax argument) =>
        argument.NameColon?.Name.Identifier.ValueText == "cancellationToken"
        && argument.Expression is IdentifierNameSyntax;

    private static bool IsCommand(SyntaxNode node) =>
        node is ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: "CommandDefinition" } };

    private static bool IsCall(SyntaxNode node) =>
        node is InvocationExpressionSyntax call
        && NameOf(call) is { } name
        && (DapperCalls.Contains(name) || name == "OpenConnectionAsync");

    private static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}
