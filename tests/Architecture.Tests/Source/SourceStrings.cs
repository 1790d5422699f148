using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RunEvaluations.Architecture.Tests.Source;

/// <summary>A string of a source file, with the constants that it is composed of filled in.</summary>
internal sealed record SourceString(string Place, string Text)
{
    /// <summary>
    /// Every string of the file except constants that are nothing but parts of other strings: those are read where they
    /// are used. What is known only when the program runs is a space, so that no rule can be met by it.
    /// </summary>
    public static IEnumerable<SourceString> In(SourceFile file) =>
        from expression in file.Root.DescendantNodes().OfType<ExpressionSyntax>()
        where IsString(expression) && !IsConcatenated(expression.Parent) && !IsPartOfOthersOnly(expression)
        select new SourceString(file.Place(expression), TextOf(expression));

    private static bool IsString(ExpressionSyntax expression) =>
        expression.IsKind(SyntaxKind.StringLiteralExpression)
        || expression is InterpolatedStringExpressionSyntax
        || IsConcatenated(expression);

    private static bool IsConcatenated(SyntaxNode? node) =>
        node is BinaryExpressionSyntax sum
        && sum.IsKind(SyntaxKind.AddExpression)
        && (IsString(sum.Left) || IsString(sum.Right));

    private static bool IsPartOfOthersOnly(ExpressionSyntax value)
    {
        if (value.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax constant })
            return false;
        var uses = value.SyntaxTree.GetRoot().DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Where(name => !IsMember(name) && ConstantNamed(name) == constant)
            .ToList();
        return uses.Count > 0 && uses.All(use => use.Parent is InterpolationSyntax || IsConcatenated(use.Parent));
    }

    /// <summary>Members of other things may be called like the constant.</summary>
    private static bool IsMember(IdentifierNameSyntax name) => name.Parent switch
    {
        NameEqualsSyntax or NameColonSyntax or MemberBindingExpressionSyntax => true,
        MemberAccessExpressionSyntax access => access.Name == name,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left == name,
        _ => false,
    };

    private static string TextOf(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax interpolated => TextOf(interpolated),
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => TextOf(sum.Left) + TextOf(sum.Right),
        IdentifierNameSyntax name when ConstantNamed(name)?.Initializer is { } constant => TextOf(constant.Value),
        _ => " ",
    };

    private static string TextOf(InterpolatedStringExpressionSyntax interpolated)
    {
        var text = new StringBuilder();
        foreach (var content in interpolated.Contents)
        {
            text.Append(content is InterpolationSyntax hole
                ? TextOf(hole.Expression)
                : ((InterpolatedStringTextSyntax)content).TextToken.ValueText);
        }

        return text.ToString();
    }

    /// <summary>The constant of the nearest block or type around the name that declares one so called.</summary>
    private static VariableDeclaratorSyntax? ConstantNamed(IdentifierNameSyntax name) =>
        name.Ancestors()
            .SelectMany(around => around switch
            {
                BlockSyntax block => block.Statements.OfType<LocalDeclarationStatementSyntax>()
                    .Where(local => local.IsConst)
                    .SelectMany(local => local.Declaration.Variables),
                TypeDeclarationSyntax type => type.Members.OfType<FieldDeclarationSyntax>()
                    .Where(field => field.Modifiers.Any(SyntaxKind.ConstKeyword))
                    .SelectMany(field => field.Declaration.Variables),
                _ => [],
            })
            .FirstOrDefault(constant => constant.Identifier.ValueText == name.Identifier.ValueText);
}
