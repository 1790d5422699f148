using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RunEvaluations.Architecture.Tests.Source;

/// <summary>A C# file, parsed but not bound: rules over it speak of what is spelt, not of what it means.</summary>
internal sealed class SourceFile
{
    private readonly Lazy<CompilationUnitSyntax> root;

    public SourceFile(string path, string text)
    {
        (Path, Text) = (path, text);
        root = new(Parse);
    }

    public string Path { get; }

    public string Text { get; }

    public string Folder => Path[..Path.LastIndexOf('/')];

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public CompilationUnitSyntax Root => root.Value;

    public string Place(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private CompilationUnitSyntax Parse()
    {
        var tree = CSharpSyntaxTree.ParseText(Text, new CSharpParseOptions(LanguageVersion.Preview));

        // A file that is half understood would pass rules that it breaks.
        if (tree.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"{Path} cannot be parsed: {error}");
        return tree.GetCompilationUnitRoot();
    }
}
