using System.CommandLine;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Commands;

/// <summary>The option <c>--scope</c>: repeated, or several names with spaces between them.</summary>
internal static class ScopeOption
{
    public static Option<Scope[]?> Create(string description) => new("--scope")
    {
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = argument =>
        {
            var names = argument.Tokens
                .SelectMany(token => token.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Distinct()
                .ToList();
            if (names.Count > 0 && names.All(ScopeNames.All.ContainsKey))
                return [.. ScopeNames.Known(names)];
            argument.AddError($"--scope must be one or more of {ScopeNames.Words}.");
            return null;
        },
    };
}
